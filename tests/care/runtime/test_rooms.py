"""Conversations we opened: one per key, whoever says so first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from care.runtime.database import Database
from care.runtime.rooms import (
    OpenedRoom,
    bind_room,
    direct_room_of,
    key_of_room,
    mark_left,
    move_room,
    note_direct_room,
    room_of,
    rooms_to_leave,
)

_BOT = "@annuaire:cpts.example"


def test_the_first_room_bound_to_a_key_stays(database: Database) -> None:
    with database.begin() as connection:
        assert room_of(connection, _BOT, "pair") is None
        first = bind_room(connection, _BOT, "pair", "!one", step_back=True)
        assert bind_room(connection, _BOT, "pair", "!two", step_back=False) == first
        assert room_of(connection, _BOT, "pair") == first == OpenedRoom("pair", "!one", True, False)
        assert room_of(connection, "@other", "pair") is None


def test_two_at_once_agree_on_one_room(database: Database) -> None:
    together = Barrier(4)

    def bind(number: int) -> str:
        together.wait()
        with database.begin() as connection:
            return bind_room(connection, _BOT, "pair", f"!{number}", step_back=False).room_id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(bind, range(4)))) == 1


def test_we_leave_only_where_we_are_to_step_back_and_once(database: Database) -> None:
    with database.begin() as connection:
        bind_room(connection, _BOT, "theirs", "!one", step_back=True)
        bind_room(connection, _BOT, "ours", "!two", step_back=False)
        bind_room(connection, "@other", "theirs", "!one", step_back=True)
        assert [room.key for room in rooms_to_leave(connection, _BOT)] == ["theirs"]
        mark_left(connection, _BOT, "!one")
        assert rooms_to_leave(connection, _BOT) == []
        assert [room.room_id for room in rooms_to_leave(connection, "@other")] == ["!one"]


def test_where_a_person_last_wrote_to_an_account(database: Database) -> None:
    alice = "@alice:cpts.example"
    with database.begin() as connection:
        assert direct_room_of(connection, _BOT, alice) is None
        for room_id in ("!one", "!two", "!two"):
            note_direct_room(connection, _BOT, alice, room_id)
            note_direct_room(connection, "@other", alice, "!theirs")
            assert direct_room_of(connection, _BOT, alice) == room_id
        assert direct_room_of(connection, "@other", alice) == "!theirs"
        assert direct_room_of(connection, _BOT, "@bruno:cpts.example") is None


def test_a_room_is_moved_once_and_known_by_where_it_is(database: Database) -> None:
    with database.begin() as connection:
        bind_room(connection, _BOT, "pair", "!one", step_back=False)
        assert key_of_room(connection, _BOT, "!one") == "pair"
        assert key_of_room(connection, "@other", "!one") is None
        assert move_room(connection, _BOT, "!one", "!two")
        assert not move_room(connection, _BOT, "!one", "!two")
        assert key_of_room(connection, _BOT, "!one") is None
        assert room_of(connection, _BOT, "pair") == OpenedRoom("pair", "!two", False, False)
