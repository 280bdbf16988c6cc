"""The table itself."""

from __future__ import annotations

from care.access.act import Act, Answer, RoomKind
from care.access.people import Kind
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
    assert set(TABLE[RoomKind.CONVERSATION][Act.CREATE_CLEAR_ROOM].values()) == {Answer.NO}
