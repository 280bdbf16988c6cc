"""The trail of a circle: who did what, and who looked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from care.accounts.store import account_by_opaque_id
from care.audit.model import Entry, Face, Kind, Line
from care.audit.store import record
from care.audit.tables import TRAIL
from care.circles.model import Circle, CircleId
from care.circles.trail import read_trail
from care.runtime.units import UnitOfWork
from widgets.circle.views import TrailLineView
from widgets.circle.words import TEXTS, short_name

SEEN, EXPORTED = "circle.seen", "circle.exported"
#: Somebody who looks again within this time is written down once.
ONCE_IN = timedelta(hours=12)
_SHOWN = 100


def note_seen(work: UnitOfWork, circle: Circle, actor: str) -> None:
    """Write down that somebody opened the page of a circle, unless it was written lately."""
    lately = work.connection.execute(
        select(TRAIL.c.sequence)
        .where(
            TRAIL.c.circle == circle.id.text,
            TRAIL.c.actor == actor,
            TRAIL.c.act == SEEN,
            TRAIL.c.at > work.now - ONCE_IN,
        )
        .limit(1)
    ).first()
    if lately is None:
        _note_access(work, circle, actor, "circle.seen")


def note_exported(work: UnitOfWork, circle: Circle, actor: str, form: str) -> None:
    """Write down that somebody took the circle away in a file."""
    entry = Entry(
        "circle.exported",
        Kind.ACCESS,
        actor,
        Face.PAGE,
        circle=circle.id.text,
        patient=circle.patient.text,
        details={"format": form},
    )
    record(work, entry)


def trail_of(work: UnitOfWork, circle: CircleId) -> tuple[Line, ...]:
    """Everything done on a circle: emergency accesses first, then the newest first."""
    return read_trail(work, circle)


def show_trail(work: UnitOfWork, lines: Sequence[Line]) -> list[TrailLineView]:
    """The first lines, as they are told."""
    return [_line(work, line, line.entry) for line in lines if line.entry is not None][:_SHOWN]


def show_name(work: UnitOfWork, opaque: str | None) -> str:
    """Who acts, by their name as it is now."""
    account = account_by_opaque_id(work.connection, opaque) if opaque else None
    return short_name(account.display_name) if account else TEXTS.say("somebody")


def _note_access(work: UnitOfWork, circle: Circle, actor: str, act: str) -> None:
    entry = Entry(
        act, Kind.ACCESS, actor, Face.PAGE, circle=circle.id.text, patient=circle.patient.text
    )
    record(work, entry)


def _line(work: UnitOfWork, line: Line, entry: Entry) -> TrailLineView:
    act = entry.act.replace(".", "-").replace("_", "-")
    try:
        what = TEXTS.say(f"act-{act}", person=show_name(work, entry.person))
    except KeyError:
        what = TEXTS.say("act-other")
    is_emergency = line.kind is Kind.EMERGENCY
    return TrailLineView(
        at=line.at,
        who=show_name(work, entry.actor),
        what=what,
        emergency=is_emergency,
        reason=str(entry.details.get("reason", "")) if is_emergency else "",
    )
