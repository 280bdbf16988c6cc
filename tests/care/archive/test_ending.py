"""An end is made once, whatever dies where; what is used elsewhere, held or reopened stays."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from care.access.act import RoomKind
from care.archive.ending import Ending, Outcome, Place
from care.archive.model import Keeping
from care.archive.opening import open_archive
from care.archive.store import load_tombstone, open_purges
from care.archive.workflow import due_for_purge, foresee, hold_circle, release_circle
from care.audit.model import Face
from care.audit.store import lines_about_circle
from care.audit.verification import verify_trail
from care.circles.model import CircleId, CircleState
from care.circles.rooms import want_room
from care.circles.store import load_circle, save_circle
from care.identity.patient import PatientId
from care.patients.store import load_patient
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA
from care.runtime.errors import PermanentFailure, Refusal
from care.runtime.rooms import bind_room
from care.runtime.units import Units
from tests.care.archive.kept_circle import (
    ASSISTANT,
    CIRCLE,
    CLOSED,
    DOCTOR,
    NURSE,
    PATIENT,
    ROOM,
    TEAM_ROOM,
    WOUND,
    Dies,
    ListedEraser,
    ListedHistory,
    file,
    keep_circle,
    text,
)
from tests.care.archive.test_envelope import KEY

ELSEWHERE = "!direct:cercle.test"
OWN, FORWARDED, THEIRS = (f"mxc://cercle.test/{name}" for name in ("own", "forwarded", "theirs"))
YEAR = Keeping(12, 12)


def world(dies_at: int = -1) -> ListedEraser:
    """Files of the circle: one of its own, one forwarded from here, one forwarded to here."""
    past = ListedHistory(
        {
            ROOM: [text(1, "bonjour"), file(2, OWN), file(3, FORWARDED), file(4, THEIRS)],
            TEAM_ROOM: [text(5, "entre nous", DOCTOR)],
            ELSEWHERE: [file(6, FORWARDED)],
        },
        {OWN: WOUND, FORWARDED: b"f", THEIRS: b"t"},
    )
    return ListedEraser(past, {OWN: NURSE, FORWARDED: NURSE, THEIRS: DOCTOR}, dies_at)


def ending(
    units: Units, eraser: ListedEraser, folder: Path | None, keeping: Keeping = YEAR
) -> Ending:
    """Who makes ends, with archives in `folder`."""
    place = None if folder is None else Place(folder, KEY.public)
    return Ending(units, eraser.history, eraser, ASSISTANT, keeping, place, "Europe/Paris")


async def run(made: Ending) -> list[Outcome]:
    """Every end that is due."""
    return [outcome async for outcome in made.run()]


def mentions(units: Units, value: str) -> set[str]:
    """The tables in which `value` is still written."""
    found = set()
    with units.database.begin() as connection:
        for table in METADATA.sorted_tables:
            if connection.dialect.has_table(connection, table.name):
                rows = connection.execute(sql(f'SELECT * FROM "{table.name}"'))
                if any(value in str(row) for row in rows):
                    found.add(table.name)
    return found


@pytest.fixture
def kept(units: Units, clock: ManualClock) -> Units:
    """The circle, a year and a day after its closing."""
    with units.unit("keep") as work:
        keep_circle(work)
    clock.advance(CLOSED + timedelta(days=366) - clock.now())
    return units


async def test_what_is_due_is_archived_then_gone(kept: Units, tmp_path: Path) -> None:
    eraser = world()
    (outcome,) = await run(ending(kept, eraser, tmp_path / "kept"))
    assert (outcome.deleted, outcome.kept, outcome.failed) == (1, 2, None)
    assert set(eraser.history.rooms_) == {ELSEWHERE}
    assert set(eraser.history.files) == {FORWARDED, THEIRS}
    (archive,) = (tmp_path / "kept").iterdir()
    with open_archive(archive, KEY) as opened:
        assert json.loads(opened.read("circle.json"))["patient"]["id"]["text"] == PATIENT.text
        assert opened.read("media/000001.png") == WOUND
    with kept.unit("look") as work:
        assert load_circle(work.connection, work.keys, CIRCLE) is None
        assert load_patient(work.connection, work.keys, PATIENT) is None
        stone = load_tombstone(work.connection, CIRCLE)
        trail = list(lines_about_circle(work.connection, work.keys, CIRCLE.text))
    assert stone is not None
    assert stone.closed_at == CLOSED
    acts = [line.entry.act for line in trail if line.entry]
    assert acts[-4:] == ["circle.archived", "task.erased", "patient.forgotten", "circle.purged"]
    assert await run(ending(kept, eraser, tmp_path / "kept")) == []


async def test_only_the_trail_and_the_stone_remember(kept: Units, tmp_path: Path) -> None:
    await run(ending(kept, world(), tmp_path / "kept"))
    # `changes` tells open pages to look again, and is forgotten within the hour.
    assert mentions(kept, CIRCLE.text) == {"audit_trail", "kept_tombstones", "changes"}
    assert mentions(kept, PATIENT.text) == {"audit_trail"}
    for gone in (TEAM_ROOM, ROOM, OWN):
        assert mentions(kept, gone) == set()
    assert verify_trail(kept.database, kept.keys).is_intact


@pytest.mark.parametrize("months", [Keeping(0, 0), Keeping(13, 13), Keeping(0, 13)])
async def test_nothing_goes_before_its_time(kept: Units, months: Keeping, tmp_path: Path) -> None:
    assert await run(ending(kept, world(), tmp_path / "kept", months)) == []
    assert not (tmp_path / "kept").exists()


async def test_a_room_may_go_before_the_circle(kept: Units, tmp_path: Path) -> None:
    eraser = world()
    (first,) = await run(ending(kept, eraser, tmp_path / "kept", Keeping(24, 12)))
    assert not first.purge.due.whole
    assert set(eraser.history.rooms_) == {ROOM, ELSEWHERE}
    assert OWN in eraser.history.files
    with kept.unit("look") as work:
        assert load_circle(work.connection, work.keys, CIRCLE) is not None
    (second,) = await run(ending(kept, eraser, tmp_path / "kept", Keeping(12, 12)))
    assert second.purge.due.whole
    assert set(eraser.history.rooms_) == {ELSEWHERE}
    assert len(list((tmp_path / "kept").iterdir())) == 2


async def test_a_held_circle_stays_until_it_is_released(kept: Units, tmp_path: Path) -> None:
    with kept.unit("hold") as work:
        hold_circle(work, CIRCLE, "expertise du tribunal", "operator", Face.CLI)
    assert await run(ending(kept, world(), tmp_path / "kept")) == []
    with kept.unit("release") as work:
        release_circle(work, CIRCLE, "operator", Face.CLI)
    assert len(await run(ending(kept, world(), tmp_path / "kept"))) == 1


async def test_without_a_place_nothing_is_archived_and_files_go_all_the_same(kept: Units) -> None:
    eraser = world()
    (outcome,) = await run(ending(kept, eraser, None))
    assert (outcome.purge.archive, outcome.deleted) == (None, 1)
    assert OWN not in eraser.history.files


async def test_a_circle_opened_again_while_it_was_archived_stays(
    kept: Units, tmp_path: Path
) -> None:
    eraser = world()

    class Reopens(ListedHistory):
        async def attachment(self, content: object) -> bytes:
            with kept.unit("reopen") as work:
                circle = load_circle(work.connection, work.keys, CIRCLE)
                assert circle is not None
                save_circle(work, replace(circle, state=CircleState.OPEN, closed_at=None))
            return b""

    eraser.history = Reopens(eraser.history.rooms_, eraser.history.files)
    (outcome,) = await run(ending(kept, eraser, tmp_path / "kept"))
    assert outcome.stopped
    assert {ROOM, TEAM_ROOM} <= set(eraser.history.rooms_)
    with kept.unit("look") as work:
        assert open_purges(work.connection) == []
        assert load_patient(work.connection, work.keys, PATIENT) is not None


async def test_an_identity_that_another_circle_needs_stays(kept: Units, tmp_path: Path) -> None:
    other = CircleId("c" + "2" * 32)
    with kept.unit("other") as work:
        keep_circle(work, other, PATIENT, rooms=False)
        circle = load_circle(work.connection, work.keys, other)
        assert circle is not None
        save_circle(work, replace(circle, state=CircleState.OPEN, closed_at=None))
    await run(ending(kept, world(), tmp_path / "kept"))
    with kept.unit("look") as work:
        assert load_circle(work.connection, work.keys, CIRCLE) is None
        assert load_patient(work.connection, work.keys, PATIENT) is not None
        assert load_circle(work.connection, work.keys, other) is not None
    assert "consent_statements" in mentions(kept, PATIENT.text)


async def test_a_refusal_for_one_does_not_stop_the_others(kept: Units, tmp_path: Path) -> None:
    with kept.unit("second") as work:
        keep_circle(work, CircleId("c" + "3" * 32), PatientId("p" + "3" * 32), rooms=False)
    eraser = world()

    async def refuse(room_id: str) -> None:
        raise PermanentFailure("403 M_FORBIDDEN")

    eraser.delete_room = refuse  # type: ignore[method-assign]
    first, second = await run(ending(kept, eraser, tmp_path / "kept"))
    assert (first.failed, second.failed) == ("403 M_FORBIDDEN", None)
    with kept.unit("hold") as work, pytest.raises(Refusal):  # too late: our rows are gone
        hold_circle(work, CIRCLE, "expertise du tribunal", "operator", Face.CLI)
    (again,) = await run(ending(kept, replace(eraser, calls=0), tmp_path / "kept"))
    assert again.failed is None


async def test_two_ends_in_one_run_take_their_own_files_and_spare_a_shared_one(
    kept: Units, tmp_path: Path
) -> None:
    other, room = CircleId("c" + "5" * 32), "!other:cercle.test"
    with kept.unit("second") as work:
        keep_circle(work, other, PatientId("p" + "5" * 32), rooms=False)
        own = want_room(work.connection, other, RoomKind.CIRCLE)
        bind_room(work.connection, ASSISTANT, own.key, room, step_back=False)
    eraser = world()
    mine = "mxc://cercle.test/mine"
    eraser.history.rooms_[room] = [file(7, mine), file(8, OWN)]
    eraser.history.files[mine], eraser.owners[mine] = b"m", NURSE
    outcomes = await run(ending(kept, eraser, tmp_path / "kept"))
    assert [outcome.failed for outcome in outcomes] == [None, None]
    assert set(eraser.history.files) == {FORWARDED, THEIRS}
    assert {mine, OWN} & set(eraser.owners) == set()
    for archive in (tmp_path / "kept").iterdir():
        with open_archive(archive, KEY) as opened:
            assert "media/000001.png" in opened.names


async def test_what_would_go_is_told_and_nothing_changes(kept: Units) -> None:
    with kept.database.begin() as connection:
        (due,) = foresee(connection, kept.keys, kept.clock.now(), ASSISTANT, YEAR)
        assert (due.circle, due.whole, len(due.rooms)) == (CIRCLE, True, 2)
        assert open_purges(connection) == []


async def test_a_room_that_is_not_there_any_more_stops_nothing(kept: Units, tmp_path: Path) -> None:
    eraser = world()
    del eraser.history.rooms_[ROOM]
    (outcome,) = await run(ending(kept, eraser, tmp_path / "kept"))
    assert outcome.failed is None
    assert set(eraser.history.rooms_) == {ELSEWHERE}


@pytest.mark.parametrize("dies_at", range(1, 8))
async def test_death_between_any_two_steps_changes_nothing_in_the_end(
    kept: Units, tmp_path: Path, dies_at: int
) -> None:
    eraser = world(dies_at)
    with pytest.raises(Dies):
        await run(ending(kept, eraser, tmp_path / "kept"))
    (outcome,) = await run(ending(kept, eraser, tmp_path / "kept"))
    assert outcome.failed is None
    assert set(eraser.history.rooms_) == {ELSEWHERE}
    assert set(eraser.history.files) == {FORWARDED, THEIRS}
    assert len(list((tmp_path / "kept").iterdir())) == 1
    with kept.unit("look") as work:
        trail = list(lines_about_circle(work.connection, work.keys, CIRCLE.text))
        assert open_purges(work.connection) == []
    acts = [line.entry.act for line in trail if line.entry]
    assert [acts.count(act) for act in ("circle.archived", "circle.purged")] == [1, 1]


async def test_an_archive_that_vanished_before_the_end_is_written_again(
    kept: Units, tmp_path: Path
) -> None:
    eraser = world()

    made = ending(kept, eraser, tmp_path / "kept")
    with kept.unit("due") as work:
        (purge,) = due_for_purge(work, ASSISTANT, YEAR)
    await made._list(purge)
    (archive,) = (tmp_path / "kept").iterdir()
    archive.write_bytes(b"cut")
    (outcome,) = await run(ending(kept, eraser, tmp_path / "kept"))
    assert outcome.failed is None
    (archive,) = (tmp_path / "kept").iterdir()
    with open_archive(archive, KEY) as opened:
        assert "circle.json" in opened.names
