"""What is erased is every row that names it, and nothing besides."""

from __future__ import annotations

from care.access.act import RoomKind
from care.archive.erasing import erase_circle, erase_room
from care.archive.store import kept_rooms
from care.circles.model import CircleId
from care.identity.patient import PatientId
from care.runtime.database import METADATA
from care.runtime.units import Units
from care.tasks.store import load_circle_tasks
from tests.care.archive.kept_circle import ASSISTANT, CIRCLE, PATIENT, keep_circle
from tests.care.archive.test_ending import mentions

OTHER, OTHER_PATIENT = CircleId("c" + "4" * 32), PatientId("p" + "4" * 32)


def test_one_room_goes_and_the_other_stays(units: Units) -> None:
    with units.unit("x") as work:
        keep_circle(work)
        own, team = kept_rooms(work.connection, CIRCLE, ASSISTANT)
        erase_room(work, CIRCLE, team)
        assert kept_rooms(work.connection, CIRCLE, ASSISTANT) == (own,)
        assert load_circle_tasks(work.connection, work.keys, CIRCLE.text)
        assert own.kind is RoomKind.CIRCLE
    assert mentions(units, team.key) == set()
    assert mentions(units, own.key) >= {"circle_rooms", "rooms", "outbox"}


def test_another_circle_is_left_alone(units: Units) -> None:
    with units.unit("x") as work:
        circle = keep_circle(work)
        keep_circle(work, OTHER, OTHER_PATIENT, rooms=False)
        before = _count(work.connection)
    with units.unit("y") as work:
        for room in kept_rooms(work.connection, CIRCLE, ASSISTANT):
            erase_room(work, CIRCLE, room)
        erase_circle(work, circle, ASSISTANT)
        after = _count(work.connection)
    assert mentions(units, PATIENT.text) == {"audit_trail"}
    assert (before["tasks"], before["timers"]) == (1, 1)
    assert (after["tasks"], after["timers"]) == (0, 0)
    assert after["circle_members"] == before["circle_members"] - 3
    assert after["consent_statements"] == before["consent_statements"] - 1
    assert mentions(units, OTHER.text) == {"audit_trail", "circles", "circle_members"}
    assert {"patients", "patient_tokens", "consent_statements"} <= mentions(
        units, OTHER_PATIENT.text
    )


def _count(connection) -> dict[str, int]:  # type: ignore[no-untyped-def]
    return {
        table.name: len(connection.execute(table.select()).all())
        for table in METADATA.sorted_tables
        if connection.dialect.has_table(connection, table.name)
    }
