"""Lines whose time is over are emptied; the chain stays whole, and says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from care.audit.model import Kind, Line
from care.audit.retention import KEEP, forget_expired
from care.audit.store import load_batch, read_line
from care.audit.verification import verify_trail
from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.units import Units
from tests.care.audit.circle_story import tamper, write_story


@pytest.fixture
def later(units: Units, clock: ManualClock) -> Units:
    """Four years after six lines were written."""
    write_story(units)
    clock.advance(timedelta(days=4 * 366))
    return units


def _lines(units: Units) -> list[Line]:
    with units.database.begin() as connection:
        return [read_line(units.keys, row) for row in load_batch(connection, 0)]


def test_every_kind_has_its_time() -> None:
    assert set(KEEP) == set(Kind)


def test_who_looked_is_forgotten_before_what_was_done(later: Units) -> None:
    assert forget_expired(later) == 1
    assert [line.sequence for line in _lines(later) if line.entry is None] == [3]
    assert _lines(later)[2].kind is Kind.ACCESS


def test_forgetting_is_itself_written_down(later: Units) -> None:
    forget_expired(later)
    last = _lines(later)[-1].entry
    assert last is not None
    assert last.act == "audit.forgotten"
    assert last.details == {"kind": "access", "lines": 1, "first": 3, "last": 3}


def test_the_chain_stays_verifiable(later: Units) -> None:
    assert forget_expired(later, dict.fromkeys(Kind, timedelta(days=1))) == 6
    report = verify_trail(later.database, later.keys)
    assert (report.is_intact, report.erased, report.lines) == (True, 6, 9)


def test_doing_it_again_finds_nothing(later: Units) -> None:
    forget_expired(later)
    assert forget_expired(later) == 0
    assert len(_lines(later)) == 7


def test_nothing_of_what_was_forgotten_is_left(later: Units, database: Database) -> None:
    forget_expired(later, dict.fromkeys(Kind, timedelta(days=1)))
    query = (
        "SELECT * FROM audit_trail WHERE sequence <= 6 AND (actor IS NOT NULL OR act IS NOT NULL "
    )
    query += "OR circle IS NOT NULL OR patient IS NOT NULL OR person IS NOT NULL "
    query += "OR details_mac IS NOT NULL OR length(details) > 0)"
    with database.begin() as connection:
        assert connection.execute(text(query)).all() == []


def test_an_emptied_line_still_cannot_be_moved_or_removed(later: Units) -> None:
    forget_expired(later)
    tamper(later.database, "DELETE FROM audit_trail WHERE sequence = 3")
    assert not verify_trail(later.database, later.keys).is_intact
