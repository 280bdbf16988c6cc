"""Reading and writing circles and who is in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from care.accounts.store import opaque_id
from care.circles.model import (
    Circle,
    CircleId,
    CircleState,
    CloseReason,
    Ending,
    Member,
    Role,
)
from care.circles.tables import CIRCLES, MEMBERS
from care.consent.model import Ground
from care.directory.spelling import fold
from care.identity.patient import PatientId
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_CIRCLE, _MEMBER = "circles.details", "circle_members.details"


def add_circle(work: UnitOfWork, circle: Circle) -> None:
    """Keep a new circle. The database refuses a second open one for the same patient."""
    work.connection.execute(
        CIRCLES.insert().values(
            id=circle.id.text,
            patient_id=circle.patient.text,
            pseudonym=circle.pseudonym,
            opened_at=circle.opened_at,
            opened_by=circle.opened_by,
            unsettled=True,
            **_changing(work.keys, circle),
        )
    )


def save_circle(work: UnitOfWork, circle: Circle) -> None:
    """Keep where `circle` stands now, to be shown in its rooms."""
    work.connection.execute(
        update(CIRCLES)
        .where(CIRCLES.c.id == circle.id.text)
        .values(unsettled=True, **_changing(work.keys, circle))
    )
    for person in _present(work.connection, circle.id):
        work.publish(stays_topic(work.connection, person))


def load_circle(connection: Connection, keys: KeyRing, circle_id: CircleId) -> Circle | None:
    """The circle with this id."""
    row = connection.execute(select(CIRCLES).where(CIRCLES.c.id == circle_id.text)).first()
    return None if row is None else _circle(keys, row)


def load_circles(
    connection: Connection, keys: KeyRing, ids: Iterable[CircleId]
) -> dict[CircleId, Circle]:
    """Those circles, by id."""
    found: dict[CircleId, Circle] = {}
    for batch in _batches([one.text for one in ids]):
        rows = connection.execute(select(CIRCLES).where(CIRCLES.c.id.in_(batch)))
        found |= {circle.id: circle for circle in (_circle(keys, row) for row in rows)}
    return found


def circle_for_patient(connection: Connection, keys: KeyRing, patient: PatientId) -> Circle | None:
    """The circle of this patient that is not closed."""
    row = connection.execute(select(CIRCLES).where(CIRCLES.c.open_for == patient.text)).first()
    return None if row is None else _circle(keys, row)


def last_circle_of(connection: Connection, keys: KeyRing, patient: PatientId) -> Circle | None:
    """The circle of this patient opened last, closed or not."""
    row = connection.execute(
        select(CIRCLES)
        .where(CIRCLES.c.patient_id == patient.text)
        .order_by(CIRCLES.c.opened_at.desc())
        .limit(1)
    ).first()
    return None if row is None else _circle(keys, row)


def circle_called(connection: Connection, keys: KeyRing, pseudonym: str) -> Circle | None:
    """The circle whose room bears this name, an open one rather than a closed one."""
    # SQLite lowers ASCII only, and « ecume » is what a phone types for « Écume »: fold here.
    names = connection.execute(
        select(CIRCLES.c.id, CIRCLES.c.pseudonym).order_by(
            CIRCLES.c.open_for.is_(None), CIRCLES.c.opened_at.desc()
        )
    )
    wanted = fold(pseudonym)
    found = next((row.id for row in names if fold(row.pseudonym) == wanted), None)
    return None if found is None else load_circle(connection, keys, CircleId(found))


def names_taken(connection: Connection) -> set[str]:
    """The pseudonyms of the circles that are not closed."""
    rows = connection.execute(select(CIRCLES.c.pseudonym).where(CIRCLES.c.open_for.is_not(None)))
    return set(rows.scalars())


def add_member(work: UnitOfWork, circle: CircleId, member: Member) -> None:
    """Begin a stay."""
    work.connection.execute(
        MEMBERS.insert().values(
            circle_id=circle.text, user_id=member.user_id, since=member.since,
            **_changing_member(work.keys, member),
        )
    )  # fmt: skip
    mark_unsettled(work.connection, circle)
    work.publish(stays_topic(work.connection, member.user_id))


def save_member(work: UnitOfWork, circle: CircleId, member: Member) -> None:
    """Keep how the present stay of `member` stands now."""
    work.connection.execute(
        update(MEMBERS)
        .where(
            MEMBERS.c.circle_id == circle.text,
            MEMBERS.c.user_id == member.user_id,
            MEMBERS.c.ended_at.is_(None),
        )
        .values(_changing_member(work.keys, member))
    )
    mark_unsettled(work.connection, circle)
    work.publish(stays_topic(work.connection, member.user_id))


def load_members(
    connection: Connection, keys: KeyRing, circle: CircleId, *, past: bool = False
) -> tuple[Member, ...]:
    """Who is in the circle, in the order in which they came; with `past`, also who was."""
    query = select(MEMBERS).where(MEMBERS.c.circle_id == circle.text).order_by(MEMBERS.c.number)
    if not past:
        query = query.where(MEMBERS.c.ended_at.is_(None))
    return tuple(_member(keys, row) for row in connection.execute(query))


def load_member(
    connection: Connection, keys: KeyRing, circle: CircleId, user_id: str
) -> Member | None:
    """The present stay of `user_id`."""
    row = connection.execute(
        select(MEMBERS).where(
            MEMBERS.c.circle_id == circle.text,
            MEMBERS.c.user_id == user_id,
            MEMBERS.c.ended_at.is_(None),
        )
    ).first()
    return None if row is None else _member(keys, row)


def load_members_of(
    connection: Connection, keys: KeyRing, circles: Sequence[CircleId]
) -> dict[CircleId, list[Member]]:
    """Who is in each of these circles, in the order in which they came."""
    found: dict[CircleId, list[Member]] = {circle: [] for circle in circles}
    for batch in _batches([one.text for one in circles]):
        present = MEMBERS.c.circle_id.in_(batch) & MEMBERS.c.ended_at.is_(None)
        rows = connection.execute(select(MEMBERS).where(present).order_by(MEMBERS.c.number))
        for row in rows:
            found[CircleId(row.circle_id)].append(_member(keys, row))
    return found


def open_stays_of(connection: Connection, keys: KeyRing, user_id: str) -> dict[CircleId, Member]:
    """The present stays of `user_id` in circles that are open."""
    rows = connection.execute(
        select(MEMBERS)
        .join(CIRCLES, MEMBERS.c.circle_id == CIRCLES.c.id)
        .where(
            MEMBERS.c.user_id == user_id,
            MEMBERS.c.ended_at.is_(None),
            CIRCLES.c.state == CircleState.OPEN.value,
        )
    )
    return {CircleId(row.circle_id): _member(keys, row) for row in rows}


def stays_topic(connection: Connection, user_id: str) -> str:
    """What pages watch to hear that somebody came into a circle, or lost one."""
    return f"stays:{opaque_id(connection, user_id) or 'nobody'}"


def circles_of(connection: Connection, user_id: str) -> list[CircleId]:
    """The circles in which `user_id` is now."""
    rows = connection.execute(
        select(MEMBERS.c.circle_id).where(
            MEMBERS.c.user_id == user_id, MEMBERS.c.ended_at.is_(None)
        )
    )
    return [CircleId(text) for text in rows.scalars()]


def open_circles_of(
    connection: Connection, user_id: str
) -> dict[CircleId, tuple[PatientId, datetime]]:
    """The open circles in which `user_id` is now: whom each is about, when it was opened.

    Nothing sealed is read: somebody may be in thousands, of which a page is shown.
    """
    rows = connection.execute(
        select(CIRCLES.c.id, CIRCLES.c.patient_id, CIRCLES.c.opened_at)
        .join(MEMBERS, MEMBERS.c.circle_id == CIRCLES.c.id)
        .where(
            MEMBERS.c.user_id == user_id,
            MEMBERS.c.ended_at.is_(None),
            CIRCLES.c.state == CircleState.OPEN.value,
        )
    )
    return {CircleId(circle): (PatientId(patient), at) for circle, patient, at in rows}


def count_members(connection: Connection, circles: Sequence[CircleId]) -> dict[CircleId, int]:
    """How many are in each circle."""
    counted: dict[CircleId, int] = {}
    for batch in _batches([one.text for one in circles]):
        rows = connection.execute(
            select(MEMBERS.c.circle_id, func.count())
            .where(MEMBERS.c.circle_id.in_(batch), MEMBERS.c.ended_at.is_(None))
            .group_by(MEMBERS.c.circle_id)
        )
        counted |= {CircleId(circle): count for circle, count in rows}
    return counted


def mark_unsettled(connection: Connection, circle: CircleId) -> None:
    """The rooms of `circle` do not show yet what was decided."""
    connection.execute(update(CIRCLES).where(CIRCLES.c.id == circle.text).values(unsettled=True))


def mark_settled(connection: Connection, circle: CircleId) -> None:
    """All that was decided of `circle` is on its way to its rooms."""
    connection.execute(update(CIRCLES).where(CIRCLES.c.id == circle.text).values(unsettled=False))


def unsettled_circles(connection: Connection, limit: int) -> list[CircleId]:
    """Circles whose rooms do not show yet what was decided."""
    rows = connection.execute(
        select(CIRCLES.c.id).where(CIRCLES.c.unsettled).order_by(CIRCLES.c.id).limit(limit)
    )
    return [CircleId(text) for text in rows.scalars()]


def unsettled_of_patient(connection: Connection, patient: PatientId) -> None:
    """The card of `patient` says something else now."""
    connection.execute(
        update(CIRCLES).where(CIRCLES.c.open_for == patient.text).values(unsettled=True)
    )


def _present(connection: Connection, circle: CircleId) -> list[str]:
    present = (MEMBERS.c.circle_id == circle.text) & MEMBERS.c.ended_at.is_(None)
    return list(connection.execute(select(MEMBERS.c.user_id).where(present)).scalars())


def _changing(keys: KeyRing, circle: Circle) -> dict[str, object]:
    is_closed = circle.state is CircleState.CLOSED
    return {
        "open_for": None if is_closed else circle.patient.text,
        "state": circle.state.value,
        "closed_at": circle.closed_at,
        "close_reason": circle.close_reason.value if circle.close_reason else None,
        "details": keys.seal(circle.reason.encode(), _CIRCLE),
    }


def _circle(keys: KeyRing, row: Row[Any]) -> Circle:
    return Circle(
        id=CircleId(row.id),
        patient=PatientId(row.patient_id),
        pseudonym=row.pseudonym,
        state=CircleState(row.state),
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        closed_at=row.closed_at,
        close_reason=CloseReason(row.close_reason) if row.close_reason else None,
        reason=keys.unseal(row.details, _CIRCLE).decode(),
    )


def _changing_member(keys: KeyRing, member: Member) -> dict[str, object]:
    details = {"name": member.name, "relation": member.relation, "note": member.note}
    return {
        "role": member.role.value,
        "ground": member.ground.value,
        "until": member.until,
        "ended_at": member.ended_at,
        "ending": member.ending.value if member.ending else None,
        "details": keys.seal(json.dumps(details).encode(), _MEMBER),
    }


def _member(keys: KeyRing, row: Row[Any]) -> Member:
    details = json.loads(keys.unseal(row.details, _MEMBER))
    return Member(
        user_id=row.user_id,
        name=details["name"],
        role=Role(row.role),
        ground=Ground(row.ground),
        since=row.since,
        until=row.until,
        ended_at=row.ended_at,
        ending=Ending(row.ending) if row.ending else None,
        relation=details["relation"],
        note=details["note"],
    )


def _batches(values: list[str]) -> Iterable[list[str]]:
    return (values[start : start + 500] for start in range(0, len(values), 500))
