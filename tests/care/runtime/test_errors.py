"""What an error says aloud: its reason, never what it is about."""

from __future__ import annotations

import traceback

from care.runtime.errors import PermanentFailure, Refusal, SettingsError, TemporaryFailure


def test_a_refusal_carries_its_facts_without_saying_them() -> None:
    refusal = Refusal("already_taken", by="CANARI Zoé")
    try:
        raise refusal
    except Refusal as caught:
        aloud = "".join(traceback.format_exception(caught)) + repr(caught)
    assert refusal.facts == {"by": "CANARI Zoé"}
    assert "already_taken" in aloud
    assert "CANARI" not in aloud


def test_none_is_taken_for_another() -> None:
    kinds = [Refusal, TemporaryFailure, PermanentFailure, SettingsError]
    for kind in kinds:
        assert [other for other in kinds if issubclass(kind, other)] == [kind]
