"""Telling the open pages of a circle, and those of its people, that it changed."""

from __future__ import annotations

from sqlalchemy import Connection, select

from care.accounts.store import opaque_id
from care.circles.model import CircleId
from care.circles.store import unsettled_of_patient
from care.circles.tables import CIRCLES, MEMBERS
from care.identity.patient import PatientId
from care.runtime.units import UnitOfWork


def circle_topic(circle: CircleId) -> str:
    """What pages about one circle watch."""
    return f"circle:{circle}"


def mine_topic(connection: Connection, user_id: str) -> str:
    """What pages about all circles of somebody watch: a name that tells nobody whose they are."""
    return f"patients:{opaque_id(connection, user_id) or 'nobody'}"


def tell_circle(work: UnitOfWork, circle: CircleId, *people: str) -> None:
    """Something of `circle` changed, for its members and for `people` (user ids) besides."""
    work.publish(circle_topic(circle))
    members = work.connection.execute(
        select(MEMBERS.c.user_id).where(
            MEMBERS.c.circle_id == circle.text, MEMBERS.c.ended_at.is_(None)
        )
    ).scalars()
    for person in sorted({*members, *people}):
        work.publish(mine_topic(work.connection, person))


def tell_patient(work: UnitOfWork, patient: PatientId) -> None:
    """What is known of `patient` changed: the cards of their circle say it, its pages show it."""
    unsettled_of_patient(work.connection, patient)
    circle = work.connection.execute(
        select(CIRCLES.c.id).where(CIRCLES.c.open_for == patient.text)
    ).scalar()
    if circle is not None:
        tell_circle(work, CircleId(circle))
