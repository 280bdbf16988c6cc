"""Lines are written with the act itself, one after another, whoever writes."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime

import pytest

from care.audit.chain import GENESIS
from care.audit.model import Entry, Face, Head, Kind
from care.audit.store import (
    lines_about_account,
    lines_about_circle,
    lines_about_patient,
    load_head,
    record,
)
from care.audit.verification import verify_trail
from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork, Units
from tests.care.audit.circle_story import CANARY, NURSE, PATIENT, write_story

_FORK = multiprocessing.get_context("fork")
_ENTRY = Entry("circle.opened", Kind.CARE, NURSE, Face.ROOM, circle="c1", patient=PATIENT)


def test_a_trail_begins_with_nothing(database: Database) -> None:
    with database.begin() as connection:
        assert load_head(connection) == Head(0, GENESIS)


def test_lines_are_numbered_without_a_gap_and_read_back(database: Database, units: Units) -> None:
    write_story(units)
    with database.begin() as connection:
        lines = list(lines_about_patient(connection, units.keys, PATIENT))
        assert load_head(connection).sequence == 6
    assert [line.sequence for line in lines] == [1, 2, 3, 6]
    first = lines[0].entry
    assert first is not None
    assert (first.act, first.actor, first.details) == ("circle.opened", NURSE, {"name": CANARY})
    assert lines[0].at == units.clock.now()


def test_what_somebody_did_and_what_was_done_to_them(database: Database, units: Units) -> None:
    write_story(units)
    with database.begin() as connection:
        about = [line.sequence for line in lines_about_account(connection, units.keys, "a2")]
        circle = [line.sequence for line in lines_about_circle(connection, units.keys, "c2")]
    assert about == [2, 3, 4]
    assert circle == [4, 5]


def test_an_act_that_is_undone_leaves_no_line(database: Database, units: Units) -> None:
    write_story(units)
    with pytest.raises(RuntimeError), units.unit("$cause") as work:
        record(work, _ENTRY)
        raise RuntimeError
    write_story(units)
    assert verify_trail(database, units.keys).lines == 12
    assert verify_trail(database, units.keys).is_intact


def test_one_act_of_a_batch_may_fail_alone(database: Database, units: Units) -> None:
    with units.batch() as batch:
        for cause in ("$1", "$2", "$3"):
            try:
                with batch.unit(cause) as work:
                    assert record(work, _ENTRY) == (2 if cause == "$3" else int(cause[1]))
                    if cause == "$2":
                        raise RuntimeError
            except RuntimeError:
                continue
    assert verify_trail(database, units.keys).lines == 2


def _write_many(url: str, in_turn: bool) -> None:
    database = Database(url)
    keys = KeyRing({1: bytes(range(32))})
    clock = ManualClock(datetime(2030, 1, 7, tzinfo=UTC))
    for _ in range(15):
        with (database.begin_in_turn if in_turn else database.begin)() as connection:
            record(UnitOfWork(connection, keys, clock.now(), "$cause"), _ENTRY)
    database.close()


def test_writers_in_several_processes_make_one_chain(
    database: Database, database_url: str, keys: KeyRing
) -> None:
    database.close()
    turns = (True, True, False, False)  # even those that forget to take their turn
    writers = [_FORK.Process(target=_write_many, args=(database_url, turn)) for turn in turns]
    for process in writers:
        process.start()
    for process in writers:
        process.join(60)
    assert [process.exitcode for process in writers] == [0] * 4
    report = verify_trail(database, keys)
    assert (report.lines, report.problems) == (60, ())


def test_details_hold_whatever_a_subject_tells(database: Database, units: Units) -> None:
    details = {"before": None, "after": ["é", 1, {"x": True}], "z": "\u202f«»"}
    with units.unit("$cause") as work:
        record(
            work, Entry("role.changed", Kind.CARE, NURSE, Face.API, circle="c9", details=details)
        )
    with database.begin() as connection:
        (line,) = lines_about_circle(connection, units.keys, "c9")
    assert line.entry is not None
    assert line.entry.details == details
