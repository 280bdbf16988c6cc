"""Reasons: every refusal has one."""

from __future__ import annotations

from care.access.act import CONDITIONS, Act
from care.access.reason import (
    REASON_IN_ROOM,
    REASON_OF_ACT,
    REASON_OF_CONDITION,
    AccessRefused,
    Reason,
)


def test_every_act_and_every_condition_has_its_reason() -> None:
    assert set(REASON_OF_ACT) == set(Act)
    assert set(REASON_OF_CONDITION) == CONDITIONS


def test_every_reason_is_given_somewhere() -> None:
    given = {
        *REASON_OF_ACT.values(),
        *REASON_OF_CONDITION.values(),
        *REASON_IN_ROOM.values(),
    }
    assert set(Reason) - given == {Reason.MALFORMED}


def test_a_refusal_reads_as_its_reason() -> None:
    assert str(AccessRefused(Reason.KNOCK)) == "knock"
