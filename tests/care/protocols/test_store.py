"""Protocols come back as they were; their titles are sealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from care.protocols.model import Protocol
from care.protocols.store import is_named, load_protocols, name_room, save_protocol
from care.protocols.tables import PROTOCOLS
from care.runtime.clock import ManualClock
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, NOW, empty_database

PLAIES = Protocol("$1", "!r", "Protocole plaies", "plaies chroniques", "RELAIS", NOW, is_file=True)


@pytest.fixture
def units() -> Iterator[Units]:
    database = empty_database()
    yield Units(database, KEYS, ManualClock(NOW))
    database.close()


def test_each_event_is_kept_once(units: Units) -> None:
    with units.unit("one") as work:
        save_protocol(work, PLAIES)
        save_protocol(work, replace(PLAIES, title="Plaies v2"))
        assert list(load_protocols(work)) == [replace(PLAIES, title="Plaies v2")]
        whole = repr(tuple(work.connection.execute(select(PROTOCOLS)).one()))
    assert "laies" not in whole
    assert "RELAIS" not in whole


def test_a_room_is_named_once(units: Units) -> None:
    with units.unit("one") as work:
        assert not is_named(work.connection, "!r")
        name_room(work.connection, "!r", NOW)
        name_room(work.connection, "!r", NOW)
        assert is_named(work.connection, "!r")
