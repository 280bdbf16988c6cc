"""Profiles come back as they were, and their table tells nothing."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from care.directory.profiles.model import EMPTY, Absence, Hours, Profile, Slot
from care.directory.profiles.store import (
    load_mark,
    load_previous,
    load_profile,
    load_profiles,
    load_stamps,
    save_profile,
)
from care.directory.tables import PROFILES
from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, NOW

FULL = Profile(
    secretary_phone="+33261910001",
    urgent_phone="+33639980001",
    email="alice@cabinet.example",
    languages=("ara",),
    hours=Hours(((Slot(540, 720),), *(((),) * 6))),
    absences=(Absence(date(2026, 11, 16), date(2026, 12, 3)),),
    bio="Diagnostic TSA niveau 1",
    unlisted=True,
)


def test_what_is_kept_comes_back_with_what_was_before(database: Database) -> None:
    units = Units(database, KEYS, ManualClock(NOW))
    with units.unit("one") as work:
        assert load_profile(work.connection, KEYS, "alice") == EMPTY
        assert load_previous(work.connection, KEYS, "alice") is None
        save_profile(work, "alice", FULL)
        save_profile(work, "bob", Profile(bio="Alzheimer"))
        assert load_profile(work.connection, KEYS, "alice") == FULL
        assert load_previous(work.connection, KEYS, "alice") == EMPTY
        save_profile(work, "alice", Profile(bio="IVG"))
        assert load_previous(work.connection, KEYS, "alice") == FULL
        assert load_profiles(work.connection, KEYS, ["alice", "bob", "nobody"]) == {
            "alice": Profile(bio="IVG"),
            "bob": Profile(bio="Alzheimer"),
        }


def test_every_change_has_its_mark(database: Database) -> None:
    units = Units(database, KEYS, ManualClock(NOW))
    with units.unit("one") as work:
        marks = [load_mark(work.connection)]
        for owner in ("alice", "bob", "alice"):
            save_profile(work, owner, FULL)
            marks.append(load_mark(work.connection))
        assert [number for number, _ in marks] == [0, 1, 2, 3]
        assert load_stamps(work.connection)["alice"] == marks[-1][1]


def test_nothing_can_be_read_without_the_keys(database: Database) -> None:
    units = Units(database, KEYS, ManualClock(NOW))
    with units.unit("one") as work:
        save_profile(work, "alice", FULL)
        row = work.connection.execute(select(PROFILES)).one()
    whole = repr(tuple(row))
    for secret in ("639980001", "cabinet.example", "TSA", "unlisted"):
        assert secret not in whole
