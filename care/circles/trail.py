"""The lines of the trail about a circle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from care.audit.model import Entry, Face, Kind, Line
from care.audit.store import lines_about_circle, record
from care.circles.model import Circle, CircleId
from care.circles.reading import actor_of
from care.circles.telling import tell_circle
from care.runtime.units import UnitOfWork


def note(
    work: UnitOfWork,
    circle: Circle,
    act: str,
    actor: str,
    face: Face,
    *,
    person: str | None = None,
    details: Mapping[str, Any] | None = None,
    kind: Kind = Kind.CARE,
) -> None:
    """Write a line, in the transaction of the act, and tell the pages; `person` is a user id."""
    record(
        work,
        Entry(
            act,
            kind,
            actor,
            face,
            circle=circle.id.text,
            patient=circle.patient.text,
            person=actor_of(work, person) if person else None,
            details=details or {},
        ),
    )
    tell_circle(work, circle.id, *([person] if person else []))


def read_trail(work: UnitOfWork, circle: CircleId) -> tuple[Line, ...]:
    """Everything done on a circle: emergency accesses first, then the newest first."""
    lines = list(lines_about_circle(work.connection, work.keys, circle.text))
    lines.sort(key=lambda line: (line.kind is not Kind.EMERGENCY, -line.sequence))
    return tuple(lines)
