"""Reading the register, and adding to it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from care.consent.model import Evidence, Giver, Register, Scope, Stance, Statement
from care.consent.tables import STATEMENTS
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_CONTEXT = "consent_statements.details"


def load_register(connection: Connection, keys: KeyRing, patient: str) -> Register:
    """All that was said about the patient `patient` (an opaque id)."""
    rows = connection.execute(
        select(STATEMENTS)
        .where(STATEMENTS.c.patient_id == patient)
        .order_by(STATEMENTS.c.said_at, STATEMENTS.c.number)
    )
    return Register(tuple(_statement(keys, row) for row in rows))


def add_statement(work: UnitOfWork, statement: Statement) -> Statement:
    """Write a line down; returns it with its number."""
    details = {
        "person": statement.person,
        "giver": statement.giver.value,
        "evidence": statement.evidence.value,
        "note": statement.note,
    }
    number = work.connection.execute(
        STATEMENTS.insert()
        .values(
            patient_id=statement.patient,
            stance=statement.stance.value,
            scope=statement.scope.value,
            said_at=statement.said_at,
            recorded_at=work.now,
            recorded_by=statement.recorded_by,
            details=work.keys.seal(json.dumps(details).encode(), _CONTEXT),
        )
        .returning(STATEMENTS.c.number)
    ).scalar_one()
    return replace(statement, number=number)


def _statement(keys: KeyRing, row: Row[Any]) -> Statement:
    details = json.loads(keys.unseal(row.details, _CONTEXT))
    return Statement(
        number=row.number,
        patient=row.patient_id,
        stance=Stance(row.stance),
        scope=Scope(row.scope),
        giver=Giver(details["giver"]),
        evidence=Evidence(details["evidence"]),
        said_at=row.said_at,
        recorded_by=row.recorded_by,
        person=details["person"],
        note=details["note"],
    )
