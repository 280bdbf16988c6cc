"""What may be erased, by whom and until when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access.act import CIRCLE_KINDS, CONDITIONS, RoomKind
from care.access.erasure import Erased, check_erasure
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.room_kind import KIND_EVENT

ALICE, BRUNO = "@alice:x", "@bruno:x"
WINDOW = 24 * 3600 * 1000
kinds = st.sampled_from(Kind)
ages = st.integers(0, 10 * WINDOW)


def refusal(
    kind: Kind, erased: Erased | None, room: RoomKind = RoomKind.CONVERSATION
) -> Reason | None:
    """Why Alice, of this kind, may not erase this; None if she may."""
    met = CONDITIONS - {"if_recent"}
    try:
        check_erasure(kind, ALICE, erased, room, WINDOW, met)
    except AccessRefused as refused:
        return refused.reason
    return None


def message(sender: str = ALICE, age: int = 0) -> Erased:
    return Erased("m.room.encrypted", is_state=False, sender=sender, age=age)


@given(kinds, ages)
def test_in_a_conversation_one_erases_what_one_wrote_at_any_time(kind: Kind, age: int) -> None:
    assert refusal(kind, message(age=age)) is None


@pytest.mark.parametrize("room", sorted(CIRCLE_KINDS))
@given(kinds, ages)
def test_around_a_patient_one_erases_what_one_wrote_in_time(
    room: RoomKind, kind: Kind, age: int
) -> None:
    in_time = age <= WINDOW or kind is Kind.BOT
    assert refusal(kind, message(age=age), room) is (None if in_time else Reason.ERASED_TOO_LATE)


@pytest.mark.parametrize("room", sorted(CIRCLE_KINDS))
def test_around_a_patient_only_the_assistant_erases_what_others_wrote(room: RoomKind) -> None:
    for erased in (message(sender=BRUNO), None):
        verdicts = {kind: refusal(kind, erased, room) for kind in Kind}
        expected = dict.fromkeys(Kind, Reason.ERASED_FOR_OTHERS) | {Kind.BOT: None}
        assert verdicts == expected


@given(kinds, st.sampled_from(RoomKind), ages)
def test_neither_the_mark_nor_encryption_is_ever_erased(
    kind: Kind, room: RoomKind, age: int
) -> None:
    for event_type in (KIND_EVENT, "m.room.encryption"):
        assert refusal(kind, Erased(event_type, True, ALICE, age), room) is not None
    assert refusal(Kind.BOT, Erased(KIND_EVENT, True, ALICE, age), room) is Reason.ROOM_MARK


def test_erasing_a_setting_takes_the_right_to_set_it() -> None:
    end = Erased("m.room.tombstone", is_state=True, sender=ALICE, age=0)
    assert refusal(Kind.PROFESSIONAL, end) is None
    assert refusal(Kind.PATIENT, end) is Reason.ROOM_UPGRADE
    assert refusal(Kind.COORDINATOR, end, RoomKind.GROUP) is Reason.ROOM_UPGRADE


@given(kinds)
def test_a_membership_may_lose_what_it_shows(kind: Kind) -> None:
    assert refusal(kind, Erased("m.room.member", True, ALICE, 0), RoomKind.CIRCLE) is None
