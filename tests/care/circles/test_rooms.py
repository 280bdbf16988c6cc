"""The rooms of a circle, their seats and cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from care.access.act import RoomKind
from care.circles.model import CircleId
from care.circles.rooms import (
    circle_of_key,
    give_seat,
    matrix_room,
    matrix_rooms,
    note_joined,
    note_read,
    room_at,
    rooms_of,
    save_room,
    seats_in,
    take_seat,
    want_room,
)
from care.circles.tables import SEATS
from care.runtime.rooms import bind_room
from tests.care.circles.hamlet import ALICE, NOW, PAUL, make_units, opened

LIAISON = "@liaison:test"


def test_a_room_is_asked_for_once_and_found_by_where_it_is() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("rooms") as work:
        connection = work.connection
        room = want_room(connection, circle.id, RoomKind.CIRCLE)
        assert want_room(connection, circle.id, RoomKind.CIRCLE) == room
        team = want_room(connection, circle.id, RoomKind.PROFESSIONALS)
        assert rooms_of(connection, circle.id) == [room, team]
        assert circle_of_key(connection, team.key) == circle.id
        assert circle_of_key(connection, "circle:other") is None
        assert matrix_room(connection, LIAISON, room) is None
        bind_room(connection, LIAISON, room.key, "!r", step_back=False)
        assert matrix_room(connection, LIAISON, room) == "!r"
        assert room_at(connection, LIAISON, "!r") == room
        assert room_at(connection, "@other:test", "!r") is None
        shown = replace(room, cards=("t1", "t2"), shown=("a", "b"), read_only=True)
        save_room(connection, shown)
        assert room_at(connection, LIAISON, "!r") == shown


def test_seats_are_given_taken_and_joined_once() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("seats") as work:
        room = want_room(work.connection, circle.id, RoomKind.CIRCLE)
        give_seat(work.connection, room, ALICE)
        give_seat(work.connection, room, ALICE)
        assert seats_in(work.connection, room) == {ALICE}
        assert note_joined(work.connection, room, ALICE)
        assert not note_joined(work.connection, room, ALICE)
        assert not note_joined(work.connection, room, PAUL)
        later = NOW + timedelta(hours=1)
        note_read(work.connection, room, ALICE, later)
        note_read(work.connection, room, ALICE, NOW)
        assert work.connection.execute(select(SEATS.c.read_up_to)).scalar() == later
        take_seat(work.connection, room, ALICE)
        assert seats_in(work.connection, room) == frozenset()


def test_the_rooms_of_many_circles_are_found_at_once() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("rooms") as work:
        for kind in (RoomKind.CIRCLE, RoomKind.PROFESSIONALS):
            room = want_room(work.connection, circle.id, kind)
            bind_room(work.connection, LIAISON, room.key, f"!{kind.value}", step_back=False)
        unknown = CircleId("c" + "0" * 32)
        found = matrix_rooms(work.connection, LIAISON, [circle.id, unknown])
        assert found == {circle.id: "!circle"}
        assert matrix_rooms(work.connection, "@other:test", [circle.id]) == {}
