"""A few acts on two circles, to have something to look back at."""

from __future__ import annotations

from sqlalchemy import text

from care.audit.model import Entry, Face, Kind, Result
from care.audit.store import record
from care.runtime.database import Database
from care.runtime.units import Units

NURSE, DOCTOR, PATIENT, OTHER_PATIENT = "a1", "a2", "p1", "p2"
CANARY = "SERIN-Zoé-1948"


def write_story(units: Units, times: int = 1) -> None:
    """Six lines each time."""
    for _ in range(times):
        for entry in _story():
            with units.unit("$cause") as work:
                record(work, entry)


def _story() -> list[Entry]:
    there = {"circle": "c1", "patient": PATIENT}
    return [
        Entry("circle.opened", Kind.CARE, NURSE, Face.ROOM, **there, details={"name": CANARY}),
        Entry("member.invited", Kind.CARE, NURSE, Face.ROOM, **there, person=DOCTOR),
        Entry("identity.read", Kind.ACCESS, DOCTOR, Face.PAGE, **there),
        Entry("circle.opened", Kind.CARE, DOCTOR, Face.ROOM, circle="c2", patient=OTHER_PATIENT),
        Entry("access.taken", Kind.EMERGENCY, NURSE, Face.ROOM, circle="c2",
              patient=OTHER_PATIENT, details={"reason": "chute"}),
        Entry("member.invited", Kind.CARE, "a3", Face.CLI, Result.REFUSED, **there),
    ]  # fmt: skip


def tamper(database: Database, *statements: str) -> None:
    """What somebody does who owns the database: the triggers go first."""
    with database.begin() as connection:
        if database.is_sqlite:
            for name in ("grows", "stays", "kept"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS audit_trail_{name}"))
        else:
            connection.execute(text("ALTER TABLE audit_trail DISABLE TRIGGER USER"))
        for statement in statements:
            connection.execute(text(statement))
