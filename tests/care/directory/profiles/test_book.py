"""The profiles in memory are those of the database, after a change and after one undone."""

from __future__ import annotations

import pytest

from care.directory.profiles.book import ProfileBook
from care.directory.profiles.model import Profile
from care.directory.profiles.store import save_profile
from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, NOW

IVG, TSA = Profile(bio="IVG"), Profile(bio="TSA")


def test_a_change_is_seen_at_once_and_one_undone_is_forgotten(database: Database) -> None:
    units, book = Units(database, KEYS, ManualClock(NOW)), ProfileBook()
    with units.unit("one") as work:
        empty, profiles = book.load(work.connection, KEYS)
        assert profiles == {}
        save_profile(work, "alice", IVG)
        mark, profiles = book.load(work.connection, KEYS)
        assert profiles == {"alice": IVG}
        assert mark != empty
    with pytest.raises(RuntimeError), units.unit("two") as work:
        save_profile(work, "bob", IVG)
        save_profile(work, "alice", TSA)
        assert book.load(work.connection, KEYS)[1] == {"alice": TSA, "bob": IVG}
        raise RuntimeError
    with units.unit("three") as work:
        assert book.load(work.connection, KEYS) == (mark, {"alice": IVG})
        save_profile(work, "bob", TSA)
        save_profile(work, "bob", TSA)
        assert book.load(work.connection, KEYS)[1] == {"alice": IVG, "bob": TSA}
