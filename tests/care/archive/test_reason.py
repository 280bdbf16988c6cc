"""A refusal says why, never what was given."""

from __future__ import annotations

from care.archive.reason import ArchiveRefused, Reason


def test_a_refusal_carries_its_key() -> None:
    assert str(ArchiveRefused(Reason.WRONG_KEY)) == "wrong_key"
