"""Kinds of account."""

from __future__ import annotations

from care.access.people import RECORDED_KINDS, STRANGER, Kind


def test_the_kinds_that_other_programs_rely_on() -> None:
    promised = {"professional", "coordinator", "secretary", "relative", "patient"}
    assert promised <= {kind.value for kind in RECORDED_KINDS}


def test_a_stranger_is_of_no_recorded_kind_and_bears_no_name() -> None:
    assert STRANGER.kind is Kind.UNKNOWN
    assert STRANGER.kind not in RECORDED_KINDS
    assert STRANGER.display_name is None
