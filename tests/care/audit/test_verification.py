"""Whatever is done to the trail by somebody who owns the database is seen, and where."""

from __future__ import annotations

import pytest

from care.audit.chain import GENESIS
from care.audit.model import Entry, Face, Fault, Head, Kind, Problem
from care.audit.store import load_head, record
from care.audit.verification import verify_trail
from care.runtime.database import Database
from care.runtime.sealing import KeyRing
from care.runtime.units import Units
from tests.care.audit.circle_story import tamper, write_story


@pytest.fixture
def written(database: Database, units: Units) -> Database:
    """A trail of twelve lines."""
    write_story(units, times=2)
    return database


def _problems(database: Database, keys: KeyRing, *anchors: Head) -> list[Problem]:
    return list(verify_trail(database, keys, *anchors).problems)


def _head(database: Database) -> Head:
    with database.begin() as connection:
        return load_head(connection)


def test_an_untouched_trail_is_intact(written: Database, keys: KeyRing) -> None:
    report = verify_trail(written, keys, _head(written))
    assert report.is_intact
    assert (report.lines, report.head, report.anchored) == (12, _head(written), 12)


def test_an_empty_trail_is_intact(database: Database, keys: KeyRing) -> None:
    assert verify_trail(database, keys).head == Head(0, GENESIS)


def test_lines_that_were_changed(written: Database, keys: KeyRing) -> None:
    changes = [
        *(f"{name} = 'x'" for name in ("actor", "act", "circle", "patient", "person")),
        *("details_mac = 'x'", "kind = 'technical'", "result = 'failed'", "face = 'mail'"),
        "at = '2031-01-01 00:00:00'",
    ]
    for number, change in enumerate(changes, start=2):
        tamper(written, f"UPDATE audit_trail SET {change} WHERE sequence = {number}")
    altered = [Problem(Fault.ALTERED, number, number) for number in range(2, 12)]
    assert _problems(written, keys) == altered


def test_details_that_were_exchanged(written: Database, keys: KeyRing) -> None:
    tamper(
        written,
        "UPDATE audit_trail SET details = "
        "(SELECT details FROM audit_trail WHERE sequence = 1) WHERE sequence = 5",
    )
    assert _problems(written, keys) == [Problem(Fault.DETAILS_ALTERED, 5, 5)]


def test_details_that_were_removed(written: Database, keys: KeyRing) -> None:
    tamper(written, "UPDATE audit_trail SET details = '' WHERE sequence = 5")
    assert _problems(written, keys) == [Problem(Fault.DETAILS_ALTERED, 5, 5)]


def test_lines_that_were_removed(written: Database, keys: KeyRing) -> None:
    tamper(written, "DELETE FROM audit_trail WHERE sequence IN (1, 5, 6)")
    assert _problems(written, keys) == [
        Problem(Fault.MISSING, 1, 1),
        Problem(Fault.MISSING, 5, 6),
    ]


def test_a_line_removed_and_the_gap_closed(written: Database, keys: KeyRing) -> None:
    tamper(
        written,
        "DELETE FROM audit_trail WHERE sequence = 5",
        *(f"UPDATE audit_trail SET sequence = {n - 1} WHERE sequence = {n}" for n in range(6, 13)),
    )
    assert _problems(written, keys)[0].first == 5


def test_two_lines_that_changed_places(written: Database, keys: KeyRing) -> None:
    tamper(
        written,
        "UPDATE audit_trail SET sequence = 99 WHERE sequence = 3",
        "UPDATE audit_trail SET sequence = 3 WHERE sequence = 7",
        "UPDATE audit_trail SET sequence = 7 WHERE sequence = 99",
    )
    assert {problem.first for problem in _problems(written, keys)} >= {3, 7}


def test_a_line_that_was_inserted_at_the_end(written: Database, keys: KeyRing) -> None:
    forged = (
        "INSERT INTO audit_trail SELECT 13, at, kind, actor, act, circle, patient, person, "
        "result, face, details, details_mac, hash, hash, erased_at, erasure "
        "FROM audit_trail WHERE sequence = 12"
    )
    tamper(written, forged)
    assert _problems(written, keys) == [Problem(Fault.ALTERED, 13, 13)]


def test_a_line_emptied_by_hand(written: Database, keys: KeyRing) -> None:
    tamper(
        written,
        "UPDATE audit_trail SET actor = NULL, act = NULL, erased_at = at, "
        "erasure = hash WHERE sequence = 2",
    )
    assert _problems(written, keys) == [Problem(Fault.FALSE_ERASURE, 2, 2)]


def test_a_whole_chain_made_anew_without_the_key(written: Database, units: Units) -> None:
    tamper(written, "DELETE FROM audit_trail")
    write_story(Units(written, KeyRing({1: bytes(32)}), units.clock), times=2)
    problems = _problems(written, units.keys)
    assert [problem.first for problem in problems] == list(range(1, 13))


def test_an_end_cut_off_is_seen_by_the_anchor_alone(written: Database, keys: KeyRing) -> None:
    anchor = _head(written)
    tamper(written, "DELETE FROM audit_trail WHERE sequence > 9")
    assert _problems(written, keys) == []
    assert _problems(written, keys, anchor) == [Problem(Fault.TRUNCATED, 10, 12)]


def test_an_end_cut_off_and_written_otherwise(written: Database, units: Units) -> None:
    anchor = _head(written)
    tamper(written, "DELETE FROM audit_trail WHERE sequence > 9")
    for _ in range(5):
        with units.unit("$cause") as work:
            record(work, Entry("circle.closed", Kind.CARE, "a1", Face.ROOM))
    assert _problems(written, units.keys, anchor) == [Problem(Fault.REWRITTEN, 12, 12)]


def test_rotation_leaves_the_trail_intact(written: Database, keys: KeyRing) -> None:
    assert verify_trail(written, KeyRing({**keys.keys, 2: bytes(32)})).is_intact
