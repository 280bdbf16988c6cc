"""The table itself."""

from __future__ import annotations

import pytest

from care.access.act import CIRCLE_KINDS, MARKED_KINDS, Act, Answer, RoomKind
from care.access.people import SERVICE_KINDS, Kind
from care.access.table import TABLE


def test_every_cell_is_filled() -> None:
    assert set(TABLE) == set(RoomKind)
    for rows in TABLE.values():
        assert set(rows) == set(Act)
        assert all(set(row) == set(Kind) for row in rows.values())


def test_a_space_differs_from_a_conversation_only_in_its_birth() -> None:
    conversation, space = TABLE[RoomKind.CONVERSATION], TABLE[RoomKind.SPACE]
    different = {act for act in Act if conversation[act] != space[act]}
    assert different == {Act.CREATE_ROOM, Act.CREATE_CLEAR_ROOM}


def test_no_conversation_is_ever_born_in_clear() -> None:
    for room in set(RoomKind) - {RoomKind.SPACE}:
        assert set(TABLE[room][Act.CREATE_CLEAR_ROOM].values()) == {Answer.NO}


#: To carry a mark is the one thing that only marked rooms have; and a circle is left as one likes.
_ONLY_WITH_A_MARK = {Act.MARK_ROOM, Act.LEAVE}
#: Whoever we talk to at all is of an allowed server.
_AS_GOOD_AS_YES = {Answer.YES, Answer.IF_SERVER_ALLOWED}


def test_a_false_mark_would_give_nobody_anything() -> None:
    usual = TABLE[RoomKind.CONVERSATION]
    more = [
        (room, act, kind)
        for room in MARKED_KINDS
        for act in set(Act) - _ONLY_WITH_A_MARK
        for kind in Kind
        if TABLE[room][act][kind] is not Answer.NO
        and usual[act][kind] not in _AS_GOOD_AS_YES
        and TABLE[room][act][kind] is not usual[act][kind]
    ]
    assert more == []


@pytest.mark.parametrize("room", sorted(CIRCLE_KINDS))
def test_around_a_patient_people_only_talk(room: RoomKind) -> None:
    usual = TABLE[RoomKind.CONVERSATION]
    people = set(Kind) - SERVICE_KINDS
    left = {
        act
        for act in Act
        if TABLE[room][act] != usual[act]
        and any(TABLE[room][act][kind] is not Answer.NO for kind in people)
    }
    assert left == {Act.BELONG, Act.JOIN, Act.LEAVE, Act.ERASE_OWN}


def test_relatives_patients_and_strangers_are_never_among_professionals() -> None:
    outside = {Kind.RELATIVE, Kind.PATIENT, Kind.UNKNOWN}
    for room in (RoomKind.PROFESSIONALS, RoomKind.MAILBOX, RoomKind.GROUP, RoomKind.ANNOUNCEMENTS):
        assert {TABLE[room][Act.BELONG][kind] for kind in outside} == {Answer.NO}


def test_no_operator_lets_itself_nor_a_new_account_into_a_circle() -> None:
    for room in CIRCLE_KINDS:
        for act in (Act.BELONG, Act.INVITE, Act.EDIT_POWERS, Act.UPGRADE_ROOM):
            for kind in (Kind.OPERATOR, Kind.UNKNOWN):
                assert TABLE[room][act][kind] is Answer.NO
