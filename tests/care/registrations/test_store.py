"""Requests come back as they were; what was said in them is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from care.registrations.model import State
from care.registrations.store import (
    add_request,
    load_cards,
    load_request,
    remember_card,
    save_decision,
    waiting_request,
)
from care.registrations.tables import REGISTRATIONS
from care.runtime.clock import ManualClock
from care.runtime.units import Units
from tests.care.directory.territory import KEYS, NOW, empty_database


@pytest.fixture
def units() -> Iterator[Units]:
    database = empty_database()
    yield Units(database, KEYS, ManualClock(NOW))
    database.close()


def test_a_request_from_asked_to_decided(units: Units) -> None:
    with units.unit("one") as work:
        assert waiting_request(work.connection, KEYS, "@nina:test") is None
        asked = add_request(work, "@nina:test", "VASSELIN Nina", "id", "!room")
        assert waiting_request(work.connection, KEYS, "@nina:test") == asked
        decided = replace(
            asked, state=State.REFUSED, decided_by="@c:test", decided_at=NOW, reason="autre nom"
        )
        save_decision(work, decided)
        assert load_request(work.connection, KEYS, asked.number) == decided
        assert waiting_request(work.connection, KEYS, "@nina:test") is None
        assert load_request(work.connection, KEYS, 99) is None
        whole = repr(tuple(work.connection.execute(select(REGISTRATIONS)).one()))
    assert "VASSELIN" not in whole
    assert "autre nom" not in whole


def test_each_coordinator_has_a_card(units: Units) -> None:
    with units.unit("one") as work:
        remember_card(work.connection, 1, "@a:test", "one")
        remember_card(work.connection, 1, "@b:test", "two")
        assert load_cards(work.connection, 1) == {"@a:test": "one", "@b:test": "two"}
        assert load_cards(work.connection, 2) == {}
