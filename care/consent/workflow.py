"""The stories of consent: write down what somebody said, read what holds now."""

from __future__ import annotations

from care.audit.model import Entry, Face, Kind
from care.audit.store import record
from care.consent.model import Register, Statement
from care.consent.store import add_statement, load_register
from care.runtime.units import UnitOfWork


def record_statement(
    work: UnitOfWork, statement: Statement, face: Face, circle: str | None = None
) -> Register:
    """Write `statement` down and in the trail; returns the register with it."""
    written = add_statement(work, statement)
    entry = Entry(
        f"consent.{statement.stance.value}",
        Kind.CARE,
        statement.recorded_by,
        face,
        circle=circle,
        patient=statement.patient,
        details={
            "number": written.number,
            "scope": statement.scope.value,
            "giver": statement.giver.value,
            "evidence": statement.evidence.value,
        },
    )
    record(work, entry)
    return load_register(work.connection, work.keys, statement.patient)
