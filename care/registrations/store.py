"""Reading and writing requests."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, select, update

from care.registrations.model import Request, State
from care.registrations.tables import REGISTRATION_CARDS, REGISTRATIONS
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_CONTEXT = "registrations.details"


def add_request(
    work: UnitOfWork, user_id: str, shown_name: str, person_id: str, room_id: str
) -> Request:
    """Keep a new request, waiting; returns it with its number."""
    row = work.connection.execute(
        REGISTRATIONS.insert()
        .values(
            user_id=user_id,
            person_id=person_id,
            room_id=room_id,
            state=State.WAITING.value,
            asked_at=work.now,
            details=_seal(work.keys, shown_name, ""),
        )
        .returning(REGISTRATIONS.c.number)
    ).one()
    return Request(row.number, user_id, shown_name, person_id, room_id, State.WAITING, work.now)


def save_decision(work: UnitOfWork, request: Request) -> None:
    """Keep what was decided of `request`."""
    work.connection.execute(
        update(REGISTRATIONS)
        .where(REGISTRATIONS.c.number == request.number)
        .values(
            state=request.state.value,
            decided_by=request.decided_by,
            decided_at=request.decided_at,
            details=_seal(work.keys, request.shown_name, request.reason),
        )
    )


def load_request(connection: Connection, keys: KeyRing, number: int) -> Request | None:
    """The request with this number."""
    row = connection.execute(select(REGISTRATIONS).where(REGISTRATIONS.c.number == number)).first()
    return None if row is None else _request(keys, row)


def waiting_request(connection: Connection, keys: KeyRing, user_id: str) -> Request | None:
    """The request of `user_id` that nobody has decided."""
    row = connection.execute(
        select(REGISTRATIONS).where(
            REGISTRATIONS.c.user_id == user_id, REGISTRATIONS.c.state == State.WAITING.value
        )
    ).first()
    return None if row is None else _request(keys, row)


def remember_card(
    connection: Connection, number: int, coordinator: str, transaction_id: str
) -> None:
    """Note by which message `coordinator` was asked."""
    values = {"number": number, "coordinator": coordinator, "transaction_id": transaction_id}
    connection.execute(REGISTRATION_CARDS.insert().values(values))


def load_cards(connection: Connection, number: int) -> dict[str, str]:
    """The transaction id of each coordinator's card."""
    rows = connection.execute(
        select(REGISTRATION_CARDS).where(REGISTRATION_CARDS.c.number == number)
    )
    return {row.coordinator: row.transaction_id for row in rows}


def _request(keys: KeyRing, row: Row[Any]) -> Request:
    details = json.loads(keys.unseal(row.details, _CONTEXT))
    return Request(
        number=row.number,
        user_id=row.user_id,
        shown_name=details["name"],
        person_id=row.person_id,
        room_id=row.room_id,
        state=State(row.state),
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=details["reason"],
    )


def _seal(keys: KeyRing, name: str, reason: str) -> bytes:
    return keys.seal(json.dumps({"name": name, "reason": reason}).encode(), _CONTEXT)
