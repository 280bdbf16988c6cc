"""Requests are numbered once and for all."""

from __future__ import annotations

from care.registrations.tables import REGISTRATION_CARDS, REGISTRATIONS


def test_a_number_is_never_given_twice() -> None:
    assert REGISTRATIONS.dialect_options["sqlite"]["autoincrement"]
    assert [c.name for c in REGISTRATION_CARDS.primary_key] == ["number", "coordinator"]
