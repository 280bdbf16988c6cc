"""The table of who may do what, read as sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.access.act import CONDITIONS, Act, Answer, RoomKind
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.rules import can_do, can_find, check_may, conditions, decide

kinds = st.sampled_from(Kind)
acts = st.sampled_from(Act)
rooms = st.sampled_from(RoomKind)
met = st.sets(st.sampled_from(sorted(CONDITIONS)))


@given(kinds, rooms)
def test_nobody_is_ever_locked_out_of_the_conversations_they_are_in(
    kind: Kind, room: RoomKind
) -> None:
    assert can_do(kind, Act.WRITE, room)


@given(kinds)
def test_everybody_may_follow_an_invitation(kind: Kind) -> None:
    assert can_do(kind, Act.JOIN, met=conditions(if_invited=True))


@pytest.mark.parametrize(
    "act",
    [
        Act.MAKE_PUBLIC,
        Act.PUBLISH_ROOM,
        Act.OPEN_HISTORY,
        Act.ADMIT_GUESTS,
        Act.SWITCH_OFF_ENCRYPTION,
        Act.INVITE_BY_ADDRESS,
        Act.KNOCK,
        Act.CHANGE_NAME,
    ],
)
def test_some_things_nobody_may_do_whatever_else_holds(act: Act) -> None:
    everything = frozenset(CONDITIONS)
    assert not [
        (kind, room) for kind in Kind for room in RoomKind if can_do(kind, act, room, everything)
    ]


@pytest.mark.parametrize("kind", [Kind.PATIENT, Kind.RELATIVE, Kind.UNKNOWN])
def test_patients_relatives_and_strangers_neither_open_rooms_nor_invite_nor_browse(
    kind: Kind,
) -> None:
    refused = {act: decide(kind, act) for act in (Act.CREATE_ROOM, Act.INVITE, Act.JOIN)}
    assert refused == {
        Act.CREATE_ROOM: Reason.ROOM_CREATION,
        Act.INVITE: Reason.INVITATION,
        Act.JOIN: Reason.NOT_INVITED,
    }
    assert not any(can_find(kind, found) for found in Kind)


@pytest.mark.parametrize("seeker", list(Kind))
def test_patients_and_relatives_are_found_by_nobody(seeker: Kind) -> None:
    assert not can_find(seeker, Kind.PATIENT)
    assert not can_find(seeker, Kind.RELATIVE)


def test_only_assistants_speak_in_clear() -> None:
    assert [kind for kind in Kind if can_do(kind, Act.SEND_CLEAR_TEXT)] == [Kind.BOT]


def test_a_professional_opens_conversations_and_the_coordination_spaces_too() -> None:
    assert can_do(Kind.PROFESSIONAL, Act.CREATE_ROOM)
    assert decide(Kind.PROFESSIONAL, Act.CREATE_ROOM, RoomKind.SPACE) is Reason.SPACE_CREATION
    assert can_do(Kind.COORDINATOR, Act.CREATE_ROOM, RoomKind.SPACE)


def test_an_address_is_given_by_our_services_and_says_nothing() -> None:
    assert decide(Kind.BOT, Act.SET_ALIAS) is Reason.ALIAS_NOT_OPAQUE
    assert can_do(Kind.BOT, Act.SET_ALIAS, met=conditions(if_opaque=True))
    assert decide(Kind.COORDINATOR, Act.SET_ALIAS, met=[Answer.IF_OPAQUE]) is Reason.ALIAS


@given(kinds, acts, rooms, met)
def test_a_check_raises_exactly_what_was_decided(
    kind: Kind, act: Act, room: RoomKind, conditions_met: set[Answer]
) -> None:
    reason = decide(kind, act, room, conditions_met)
    if reason is None:
        check_may(kind, act, room, conditions_met)
    else:
        with pytest.raises(AccessRefused) as refused:
            check_may(kind, act, room, conditions_met)
        assert refused.value.reason is reason


@given(kinds, acts, rooms, met, met)
def test_meeting_more_conditions_never_closes_a_door(
    kind: Kind, act: Act, room: RoomKind, some: set[Answer], more: set[Answer]
) -> None:
    assert can_do(kind, act, room, some | more) or not can_do(kind, act, room, some)


@given(acts, rooms, met)
def test_the_unknown_may_nothing_that_a_patient_may_not(
    act: Act, room: RoomKind, conditions_met: set[Answer]
) -> None:
    if can_do(Kind.UNKNOWN, act, room, conditions_met):
        assert can_do(Kind.PATIENT, act, room, conditions_met)


@given(acts, rooms, met)
def test_coordination_may_all_that_a_professional_may(
    act: Act, room: RoomKind, conditions_met: set[Answer]
) -> None:
    if can_do(Kind.PROFESSIONAL, act, room, conditions_met):
        assert can_do(Kind.COORDINATOR, act, room, conditions_met)
