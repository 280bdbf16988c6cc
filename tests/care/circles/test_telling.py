"""Open pages hear of every change of a circle, by names that say nothing."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from care.access.act import RoomKind
from care.circles.entries import CircleEntry, keep_entry
from care.circles.membership import remove_person
from care.circles.rooms import give_seat, note_read, want_room
from care.circles.telling import circle_topic, mine_topic, tell_patient
from care.runtime.changes import changes_after, last_sequence
from care.runtime.tables import CHANGES
from care.runtime.units import Units
from tests.care.circles.hamlet import ALICE, ANNE, KIM, NOW, PAUL, make_units, opened


def told(units: Units, after: int = 0) -> set[str]:
    with units.database.begin() as connection:
        return {change.topic for change in changes_after(connection, after)}


def topics_of(units: Units, *people: str) -> set[str]:
    with units.database.begin() as connection:
        return {mine_topic(connection, one) for one in people}


def position(units: Units) -> int:
    with units.database.begin() as connection:
        return last_sequence(connection)


def test_who_is_removed_hears_it_too() -> None:
    units = make_units()
    circle = opened(units)
    before = position(units)
    with units.unit("remove") as work:
        remove_person(work, circle.id, ALICE, PAUL)
    assert told(units, before) >= {circle_topic(circle.id), *topics_of(units, ALICE, PAUL, ANNE)}


def test_a_patient_s_card_and_what_is_said_are_told_to_members_only() -> None:
    units = make_units()
    circle = opened(units)
    before = position(units)
    with units.unit("card") as work:
        tell_patient(work, circle.patient)
    assert told(units, before) == {circle_topic(circle.id), *topics_of(units, ALICE, PAUL, ANNE)}
    before = position(units)
    with units.unit("words") as work:
        room = want_room(work.connection, circle.id, RoomKind.CIRCLE)
        said = CircleEntry("$1", "!r:test", RoomKind.CIRCLE, PAUL, NOW, False, "bonjour")
        keep_entry(work, room, said)
    assert circle_topic(circle.id) in told(units, before)
    assert not topics_of(units, KIM) & told(units, before)


def test_reading_is_told_to_who_read_once() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("seat") as work:
        room = want_room(work.connection, circle.id, RoomKind.CIRCLE)
        give_seat(work.connection, room, PAUL)
    before = position(units)
    with units.database.begin() as connection:
        note_read(connection, room, PAUL, NOW)
        note_read(connection, room, PAUL, NOW - timedelta(minutes=1))
    assert told(units, before) == topics_of(units, PAUL)
    with units.database.begin() as connection:
        rows = connection.execute(select(CHANGES.c.topic).where(CHANGES.c.sequence > before))
        assert len(rows.all()) == 1


def test_names_of_topics_say_nothing() -> None:
    units = make_units()
    opened(units)
    assert not [t for t in told(units) if "alice" in t or "@" in t]
