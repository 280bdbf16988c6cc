"""The place in each mailbox, on both databases."""

from __future__ import annotations

from datetime import timedelta

from bridges.mssante.book import (
    Chore,
    Place,
    add_chore,
    drop_aside,
    drop_chores,
    is_wanted,
    load_aside,
    load_chores,
    load_state,
    move_on,
    note_synced,
    note_trouble,
    open_place,
    set_aside,
)
from bridges.mssante.imap.parsing import Listed
from care.mail.model import Trouble, Way
from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.units import Units
from tests.bridges.mssante.watching import Memory

US = "a@b.example"
BIG = 4_294_967_295  # a UID and a UIDVALIDITY have 32 bits


def test_the_place_moves_forward_and_begins_again_with_another_validity(
    database: Database, clock: ManualClock
) -> None:
    with database.begin() as connection:
        opened = clock.now()
        assert open_place(connection, US, BIG, opened) == Place(BIG, 0, opened)
        move_on(connection, US, BIG - 1)
        move_on(connection, US, 3)
        add_chore(connection, US, BIG, 5, "flag")
        set_aside(connection, US, BIG, 6, opened)
        clock.advance(timedelta(days=1))
        assert open_place(connection, US, BIG, clock.now()) == Place(BIG, BIG - 1, opened)
        assert open_place(connection, US, 8, clock.now()) == Place(8, 0, opened)
        assert load_chores(connection, US, BIG) == []
        assert load_aside(connection, US, BIG, clock.now()) == []


def test_what_was_read_before_we_came_is_not_for_us(clock: ManualClock) -> None:
    place = Place(1, 0, clock.now())
    before, after = clock.now() - timedelta(hours=1), clock.now() + timedelta(hours=1)
    seen, fresh = frozenset({r"\seen"}), frozenset[str]()
    assert not is_wanted(Listed(1, 10, seen, before), place)
    assert is_wanted(Listed(1, 10, fresh, before), place)
    assert is_wanted(Listed(1, 10, seen, after), place)
    assert is_wanted(Listed(1, 10, seen, None), place)


def test_chores_are_kept_until_they_are_done(database: Database) -> None:
    with database.begin() as connection:
        for uid, act in ((3, "flag"), (1, "file"), (3, "flag")):
            add_chore(connection, US, 7, uid, act)
        add_chore(connection, "c@d.example", 7, 9, "flag")
        assert load_chores(connection, US, 7) == [Chore(1, "file"), Chore(3, "flag")]
        drop_chores(connection, US, 7, [1])
        assert load_chores(connection, US, 7) == [Chore(3, "flag")]


def test_what_is_set_aside_comes_back_when_due(database: Database, clock: ManualClock) -> None:
    now = clock.now()
    with database.begin() as connection:
        set_aside(connection, US, 7, 5, now)
        set_aside(connection, US, 7, 6, now + timedelta(hours=1))
        assert load_aside(connection, US, 7, now) == [(5, 1)]
        set_aside(connection, US, 7, 5, now)
        assert load_aside(connection, US, 7, now + timedelta(hours=2)) == [(5, 2), (6, 1)]
        drop_aside(connection, US, 7, 5)
        assert load_aside(connection, US, 7, now + timedelta(hours=2)) == [(6, 1)]


def test_a_trouble_is_told_once_and_its_end_too(units: Units, clock: ManualClock) -> None:
    memory = Memory()
    for trouble in (
        None,
        Trouble.UNREACHABLE,
        Trouble.UNREACHABLE,
        Trouble.LOGIN_REFUSED,
        None,
        None,
    ):
        with units.unit("x") as work:
            note_trouble(work, memory, US, Way.SENDING, trouble)
        clock.advance(timedelta(minutes=1))
    assert [change.trouble for change in memory.mailboxes] == [
        Trouble.UNREACHABLE,
        Trouble.LOGIN_REFUSED,
        None,
    ]
    with units.database.begin() as connection:
        state = load_state(connection, US)
        assert state is not None
        assert (state.sending, state.sending_since, state.receiving) == (None, None, None)
        note_synced(connection, US, clock.now())
        assert load_state(connection, "nobody@b.example") is None
