"""All circles of somebody, with what one looks for in a list of patients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from care.audit.model import Face
from care.circles.entries import count_unread, last_said
from care.circles.lists import lists_by_circle
from care.circles.model import Circle, CircleId, CircleState
from care.circles.rooms import matrix_rooms
from care.circles.store import circles_of, load_circles, open_stays_of
from care.circles.telling import mine_topic
from care.day.standing import standing_of
from care.directory.phone import show_phone
from care.identity.patient import PatientId
from care.patients.model import Patient
from care.patients.store import load_patients
from care.runtime.units import UnitOfWork
from care.tasks.model import Act, Task, Who
from care.tasks.rules import can
from care.tasks.store import load_tasks
from widgets.circle.identity import cautions_of, name_patient, route_to, write_age
from widgets.circle.reading import room_link
from widgets.circle.showing import tell_closed
from widgets.circle.tasks import is_late, tasks_topics
from widgets.circle.views import PhoneView
from widgets.circle.words import write_birth_date
from widgets.patients.views import ClosedLineView, PatientLineView, PatientsView

#: How many closed circles are shown, the last closed first.
MOST_CLOSED = 50
#: What a page may watch at once (`WatchForm`), its own topic aside.
_MOST_WATCHED = 490


@dataclass(frozen=True)
class Known:
    """What is known of all circles of somebody, by circle."""

    circles: Mapping[CircleId, Circle]
    patients: Mapping[PatientId, Patient]
    last: Mapping[CircleId, datetime]
    unread: Mapping[CircleId, int]
    tasks: Mapping[str, int]
    late: Mapping[str, int]
    lists: Mapping[CircleId, list[str]]
    rooms: Mapping[CircleId, str]


def show_patients(work: UnitOfWork, user_id: str, assistant: str, zone: ZoneInfo) -> PatientsView:
    """One's open circles by latest activity, and those that were closed."""
    known = _know(work, user_id, assistant)
    today = work.now.astimezone(zone).date()
    ids = sorted(known.circles, key=lambda one: (_last(known, one), one.text), reverse=True)
    names = {name for lists in known.lists.values() for name in lists}
    return PatientsView(
        topics=[
            mine_topic(work.connection, user_id),
            *(topic for one in ids[:_MOST_WATCHED] for topic in tasks_topics(one)),
        ],
        patients=[_line(known, one, assistant, today) for one in ids],
        closed=_closed(work, user_id, known),
        lists=sorted(names),
    )


def _know(work: UnitOfWork, user_id: str, assistant: str) -> Known:
    connection, keys = work.connection, work.keys
    stays = {
        circle: stay
        for circle, stay in open_stays_of(connection, keys, user_id).items()
        if stay.until is None or stay.until > work.now
    }
    ids = list(stays)
    circles = load_circles(connection, keys, ids)
    standings = {one.text: standing_of(stay) for one, stay in stays.items()}
    tasks = _readable(work, Who(user_id, standings, Face.PAGE, assistant))
    return Known(
        circles=circles,
        patients=load_patients(connection, keys, {one.patient for one in circles.values()}),
        last=last_said(connection, ids),
        unread=count_unread(connection, user_id),
        tasks=Counter(task.circle or "" for task in tasks),
        late=Counter(task.circle or "" for task in tasks if is_late(task, work.now)),
        lists=lists_by_circle(work, user_id),
        rooms=matrix_rooms(connection, assistant, ids),
    )


def _readable(work: UnitOfWork, who: Who) -> list[Task]:
    tasks = load_tasks(work.connection, work.keys, who.standings, who.user_id)
    return [task for task in tasks if task.circle is not None and can(Act.READ, task, who)]


def _line(known: Known, circle_id: CircleId, assistant: str, today: date) -> PatientLineView:
    circle = known.circles[circle_id]
    patient = known.patients[circle.patient]
    traits, phones = patient.identity.traits, patient.contact.phones
    names = (traits.birth_name, traits.given_names, traits.used_name, traits.used_given_name)
    room_id = known.rooms.get(circle_id)
    return PatientLineView(
        circle=circle_id.text,
        pseudonym=circle.pseudonym,
        name=name_patient(traits),
        names=" ".join(name for name in names if name),
        born=write_birth_date(traits.birth_date) if traits.birth_date else "",
        age=write_age(traits, today),
        cautions=cautions_of(patient),
        alerts=list(patient.alerts),
        last_at=_last(known, circle_id),
        unread=known.unread.get(circle_id, 0),
        tasks=known.tasks.get(circle_id.text, 0),
        late=known.late.get(circle_id.text, 0),
        phone=PhoneView(number=phones[0], shown=show_phone(phones[0])) if phones else None,
        route=route_to(patient.contact.address),
        room=room_link(room_id, assistant) if room_id else "",
        lists=known.lists.get(circle_id, []),
    )


def _last(known: Known, circle_id: CircleId) -> datetime:
    return known.last.get(circle_id, known.circles[circle_id].opened_at)


def _closed(work: UnitOfWork, user_id: str, known: Known) -> list[ClosedLineView]:
    others = [one for one in circles_of(work.connection, user_id) if one not in known.circles]
    closed = [
        one for one in load_circles(work.connection, work.keys, others).values() if not is_open(one)
    ]
    closed.sort(key=lambda one: one.closed_at or one.opened_at, reverse=True)
    return [
        ClosedLineView(
            circle=one.id.text,
            pseudonym=one.pseudonym,
            sentence=tell_closed(one),
            closed_at=one.closed_at,
        )
        for one in closed[:MOST_CLOSED]
    ]


def is_open(circle: Circle) -> bool:
    """Whether its members read it."""
    return circle.state is CircleState.OPEN
