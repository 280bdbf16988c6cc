"""Keeping what left, and finding it again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, select

from care.dispatches.model import Addressee, Dispatch, DispatchState, Form, Home
from care.dispatches.tables import DISPATCH_TRIES, DISPATCHES
from care.runtime.database import insert_into
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

_CONTEXT = "dispatches.details"


@dataclass(frozen=True, slots=True)
class _Details:
    subject: str
    addressees: tuple[Addressee, ...]
    home: Home | None = None
    type_code: str = ""
    title: str = ""
    with_identity: bool = False
    closes: bool = False
    document_id: str = ""
    set_id: str = ""
    version: int = 1
    replaces: str | None = None
    thread: tuple[str, ...] = ()
    rung: tuple[int, ...] = field(default=())
    told: str = ""


_DETAILS: TypeAdapter[_Details] = TypeAdapter(_Details)
_KEPT = tuple(_Details.__dataclass_fields__)


def save_dispatch(work: UnitOfWork, dispatch: Dispatch) -> None:
    """Keep `dispatch`, in place of what was known of it."""
    values = {
        "state": dispatch.state.value,
        "account": dispatch.home.account if dispatch.home else "",
        "details": _seal(work.keys, dispatch),
    }
    work.connection.execute(
        insert_into(work.connection, DISPATCHES)
        .values(
            id=dispatch.id,
            circle_id=dispatch.circle,
            sender=dispatch.sender,
            mailbox=dispatch.mailbox,
            message_id=dispatch.message_id,
            form=dispatch.form.value,
            sent_at=dispatch.sent_at,
            **values,
        )
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )
    work.publish(topic_of(work.keys, dispatch.sender))


def topic_of(keys: KeyRing, sender: str) -> str:
    """What open pages watch to hear where somebody's sendings are."""
    return f"sendings:{keys.blind(sender, 'dispatches.topic')[:32]}"


def load_dispatch(connection: Connection, keys: KeyRing, dispatch_id: str) -> Dispatch | None:
    """The dispatch with this id."""
    return _one(connection, keys, select(DISPATCHES).where(DISPATCHES.c.id == dispatch_id))


def dispatch_of_mail(
    connection: Connection, keys: KeyRing, mailbox: str, message_id: str
) -> Dispatch | None:
    """The dispatch that this mail is, or is again."""
    again = select(DISPATCH_TRIES.c.dispatch_id).where(
        DISPATCH_TRIES.c.mailbox == mailbox, DISPATCH_TRIES.c.message_id == message_id
    )
    is_first = (DISPATCHES.c.mailbox == mailbox) & (DISPATCHES.c.message_id == message_id)
    return _one(connection, keys, select(DISPATCHES).where(is_first | DISPATCHES.c.id.in_(again)))


def take_dispatch(work: UnitOfWork, dispatch_id: str) -> Dispatch | None:
    """The dispatch; nobody else sends it again until the unit of work ends."""
    query = select(DISPATCHES).where(DISPATCHES.c.id == dispatch_id).with_for_update()
    return _one(work.connection, work.keys, query)


def dispatches_of_circle(
    connection: Connection, keys: KeyRing, circle: str, limit: int = 50
) -> list[Dispatch]:
    """What left about a circle's patient, the newest first."""
    return _many(
        connection, keys, select(DISPATCHES).where(DISPATCHES.c.circle_id == circle), limit
    )


def dispatches_of_sender(
    connection: Connection, keys: KeyRing, sender: str, limit: int = 50
) -> list[Dispatch]:
    """What somebody sent, the newest first."""
    return _many(connection, keys, select(DISPATCHES).where(DISPATCHES.c.sender == sender), limit)


def dispatches_of_mailbox(
    connection: Connection, keys: KeyRing, mailbox: str, limit: int = 50
) -> list[Dispatch]:
    """What left from a mailbox's own room, about no circle; the newest first."""
    here = (DISPATCHES.c.mailbox == mailbox) & DISPATCHES.c.circle_id.is_(None)
    return _many(connection, keys, select(DISPATCHES).where(here), limit)


def _one(connection: Connection, keys: KeyRing, query: Select[Any]) -> Dispatch | None:
    row = connection.execute(query).first()
    return None if row is None else _open(keys, row)


def _many(connection: Connection, keys: KeyRing, query: Select[Any], limit: int) -> list[Dispatch]:
    ordered = query.order_by(DISPATCHES.c.sent_at.desc(), DISPATCHES.c.id).limit(limit)
    return [_open(keys, row) for row in connection.execute(ordered)]


def _seal(keys: KeyRing, dispatch: Dispatch) -> bytes:
    details = _Details(**{name: getattr(dispatch, name) for name in _KEPT})
    return keys.seal(_DETAILS.dump_json(details), _CONTEXT)


def _open(keys: KeyRing, row: Row[Any]) -> Dispatch:
    details = _DETAILS.validate_json(keys.unseal(row.details, _CONTEXT))
    return Dispatch(
        id=row.id,
        circle=row.circle_id,
        sender=row.sender,
        mailbox=row.mailbox,
        message_id=row.message_id,
        form=Form(row.form),
        state=DispatchState(row.state),
        sent_at=row.sent_at,
        **{name: getattr(details, name) for name in _KEPT},
    )
