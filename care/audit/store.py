"""Writing lines at the end of the trail, and reading them back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, or_, select

from care.audit.chain import (
    GENESIS,
    ChainKeys,
    canonical,
    derive_chain_keys,
    hash_details,
    hash_line,
)
from care.audit.model import Entry, Face, Head, Kind, Line, Result
from care.audit.tables import TRAIL
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork

CONTEXT = "audit_trail.details"
_TURN = 0x61756474  # any number, the same in every process
_BATCH = 500
_IDS = ("actor", "act", "circle", "patient", "person")


def record(work: UnitOfWork, entry: Entry) -> int:
    """Write `entry` at the end of the trail, in the transaction of the act itself.

    Returns its sequence. Writers wait for each other, so that each line is tied to the one before.
    """
    _take_turn(work.connection)
    head = load_head(work.connection)
    line = _new_line(derive_chain_keys(work.keys), work, head, entry)
    work.connection.execute(insert(TRAIL).values(line))
    return head.sequence + 1


def load_head(connection: Connection) -> Head:
    """The last line."""
    newest = select(TRAIL.c.sequence, TRAIL.c.hash).order_by(TRAIL.c.sequence.desc()).limit(1)
    row = connection.execute(newest).first()
    return Head(0, GENESIS) if row is None else Head(row.sequence, row.hash)


def lines_about_patient(connection: Connection, keys: KeyRing, patient: str) -> Iterator[Line]:
    """Everything that was done on a patient, in order."""
    return _lines(connection, keys, TRAIL.c.patient == patient)


def lines_about_circle(connection: Connection, keys: KeyRing, circle: str) -> Iterator[Line]:
    """Everything that was done on a circle, in order."""
    return _lines(connection, keys, TRAIL.c.circle == circle)


def lines_about_account(connection: Connection, keys: KeyRing, account: str) -> Iterator[Line]:
    """Everything that somebody did, or that was done to them, in order."""
    return _lines(connection, keys, or_(TRAIL.c.actor == account, TRAIL.c.person == account))


def load_batch(
    connection: Connection, after: int, condition: ColumnElement[bool] | None = None
) -> list[dict[str, Any]]:
    """The next lines as they are kept, in order, from beyond sequence `after`."""
    query = select(TRAIL).where(TRAIL.c.sequence > after)
    if condition is not None:
        query = query.where(condition)
    rows = connection.execute(query.order_by(TRAIL.c.sequence).limit(_BATCH))
    return [dict(row._mapping) for row in rows]


def _take_turn(connection: Connection) -> None:
    """On PostgreSQL, wait until no other transaction writes; SQLite's writers take turns anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def _new_line(secret: ChainKeys, work: UnitOfWork, head: Head, entry: Entry) -> dict[str, Any]:
    sequence = head.sequence + 1
    clear = canonical(dict(entry.details))
    line: dict[str, Any] = {
        "sequence": sequence,
        "at": work.now,
        "previous": head.hash,
        "kind": entry.kind.value,
        "result": entry.result.value,
        "face": entry.face.value,
        "details": work.keys.seal(clear, CONTEXT),
        "details_mac": hash_details(secret, sequence, clear),
    }
    line |= {name: getattr(entry, name) for name in _IDS}
    return line | {"hash": hash_line(secret, line)}


def _lines(connection: Connection, keys: KeyRing, condition: ColumnElement[bool]) -> Iterator[Line]:
    place = 0
    while batch := load_batch(connection, place, condition):
        for row in batch:
            yield read_line(keys, row)
        place = batch[-1]["sequence"]


def read_line(keys: KeyRing, row: Mapping[str, Any]) -> Line:
    """A kept line, its details opened. Raises PermanentFailure when they were altered."""
    entry = None if row["erased_at"] else _read_entry(keys, row)
    return Line(row["sequence"], row["at"], Kind(row["kind"]), row["hash"], entry)


def _read_entry(keys: KeyRing, row: Mapping[str, Any]) -> Entry:
    return Entry(
        kind=Kind(row["kind"]),
        result=Result(row["result"]),
        face=Face(row["face"]),
        details=json.loads(keys.unseal(row["details"], CONTEXT)),
        **{name: row[name] for name in _IDS},
    )
