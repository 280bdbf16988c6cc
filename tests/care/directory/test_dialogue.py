"""What is remembered belongs to one person in one place, for one day, unreadable to others."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from care.directory.dialogue import (
    Asker,
    Dialogue,
    Remembered,
    recall_dialogue,
    remember_dialogue,
)
from care.directory.tables import DIALOGUES
from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, NOW

ALICE = Asker("@annuaire:test", "!room", "@alice:test")
STATE = Dialogue((Remembered("person-1", "Le Havre"),), shown=1, total=1, card="person-1")


def test_it_belongs_to_one_person_in_one_place(database: Database) -> None:
    units = Units(database, KEYS, ManualClock(NOW))
    with units.unit("one") as work:
        remember_dialogue(work, ALICE, STATE)
    with units.unit("two") as work:
        assert recall_dialogue(work, ALICE) == STATE
        for other in (
            Asker("@annuaire:test", "!room", "@paul:test"),
            Asker("@annuaire:test", "!other", "@alice:test"),
            Asker("@other:test", "!room", "@alice:test"),
        ):
            assert recall_dialogue(work, other) == Dialogue()


def test_it_lasts_a_day_and_the_silent_are_forgotten(database: Database) -> None:
    clock = ManualClock(NOW)
    units = Units(database, KEYS, clock)
    with units.unit("one") as work:
        remember_dialogue(work, ALICE, STATE)
    clock.advance(timedelta(days=1, seconds=1))
    with units.unit("two") as work:
        assert recall_dialogue(work, ALICE) == Dialogue()
        remember_dialogue(work, Asker("@annuaire:test", "!room", "@paul:test"), STATE)
        assert work.connection.execute(select(func.count()).select_from(DIALOGUES)).scalar() == 1


def test_the_database_does_not_tell_who_looked_for_whom(database: Database) -> None:
    units = Units(database, KEYS, ManualClock(NOW))
    with units.unit("one") as work:
        remember_dialogue(work, ALICE, STATE)
        row = work.connection.execute(select(DIALOGUES)).one()
    assert "alice" not in row.id
    assert b"person-1" not in row.state
    assert b"Havre" not in row.state
