"""What was said in circles is kept whole and sealed, for a while."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from care.circles.model import Circle
from care.dispatches.model import Piece
from care.dispatches.pieces import (
    KEPT,
    change_piece,
    find_piece,
    forget_piece,
    keep_piece,
    last_file,
)
from care.dispatches.tables import DISPATCH_PIECES
from tests.care.dispatches.territory import ALICE, IDA, START, Territory


@pytest.fixture
def town() -> Territory:
    return Territory()


@pytest.fixture
def circle(town: Territory) -> Circle:
    return town.open_circle()


def keep(town: Territory, circle: Circle, *pieces: Piece, room: str = "!room") -> None:
    """They were said."""
    with town.unit() as work:
        for piece in pieces:
            keep_piece(work, circle.id.text, room, piece)


def find(town: Territory, event_id: str, room: str | None = None) -> Piece | None:
    """What is known of an event."""
    with town.unit() as work:
        return find_piece(work.connection, work.keys, event_id, room)


def test_words_come_back_whole_and_nobody_reads_them_in_the_database(
    town: Territory, circle: Circle
) -> None:
    piece = Piece("$1", IDA, START, "é" * 15_000)
    keep(town, circle, piece, piece)
    assert find(town, "$1") == piece
    assert find(town, "$1", "!room") == piece
    assert find(town, "$1", "!other") is None
    with town.unit() as work:
        rows = list(work.connection.execute(select(DISPATCH_PIECES)))
    assert len(rows) == 1
    assert "éééé".encode() not in rows[0].content


def test_only_its_author_changes_it_and_what_is_erased_is_gone(
    town: Territory, circle: Circle
) -> None:
    keep(town, circle, Piece("$1", IDA, START, "avant"))
    for author, text in ((ALICE, "avant"), (IDA, "après")):
        with town.unit() as work:
            change_piece(work, "$1", author, "après")
        found = find(town, "$1")
        assert found is not None
        assert found.text == text
    with town.unit() as work:
        change_piece(work, "$unknown", IDA, "après")
        forget_piece(work.connection, "$1")
    assert find(town, "$1") is None


def test_the_last_file_is_that_of_the_room_or_of_the_circle(
    town: Territory, circle: Circle
) -> None:
    link: dict[str, object] = {"url": "mxc://x/y"}
    keep(
        town, circle, Piece("$1", IDA, START, name="a", link=link), Piece("$2", IDA, START, "mots")
    )
    keep(town, circle, Piece("$3", IDA, START, name="b", link=link), room="!pros")
    with town.unit() as work:
        connection, keys = work.connection, work.keys
        here = last_file(connection, keys, room_id="!room")
        everywhere = last_file(connection, keys, circle=circle.id.text)
        nowhere = last_file(connection, keys, room_id="!none")
    assert here is not None
    assert everywhere is not None
    assert (here.name, everywhere.name, nowhere) == ("a", "b", None)


def test_a_room_keeps_its_latest(town: Territory, circle: Circle) -> None:
    many = [Piece(f"${n}", IDA, START + timedelta(seconds=n), "x") for n in range(KEPT + 5)]
    keep(town, circle, *many)
    assert find(town, "$4") is None
    assert find(town, "$5") is not None
