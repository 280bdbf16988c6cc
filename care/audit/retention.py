"""Emptying the lines whose time is over, so that the chain can still be verified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, select, update

from care.audit.chain import derive_chain_keys, hash_erasure
from care.audit.model import Entry, Face, Kind
from care.audit.store import record
from care.audit.tables import TRAIL
from care.runtime.units import UnitOfWork, Units

SYSTEM = "system"
_YEAR = timedelta(days=365.25)
_BATCH = 200

# What was done in care is kept as long as the medical record (R1112-7 CSP: 20 years); who looked,
# three years (CNIL recommends up to three when justified); functional traces, six months.
KEEP: Mapping[Kind, timedelta] = MappingProxyType(
    {
        Kind.CARE: 20 * _YEAR,
        Kind.EMERGENCY: 20 * _YEAR,
        Kind.ACCESS: 3 * _YEAR,
        Kind.ADMINISTRATION: 3 * _YEAR,
        Kind.TECHNICAL: timedelta(days=183),
    }
)
_EMPTY: Mapping[str, Any] = MappingProxyType(
    dict.fromkeys(("actor", "act", "circle", "patient", "person", "result", "face", "details_mac"))
)


def forget_expired(units: Units, keep: Mapping[Kind, timedelta] = KEEP) -> int:
    """Empty the lines kept long enough, in short transactions; returns how many.

    What was emptied is itself written in the trail.
    """
    return sum(_emptied(units, keep))


def _emptied(units: Units, keep: Mapping[Kind, timedelta]) -> Iterator[int]:
    for kind, time in keep.items():
        emptied = -1
        while emptied:
            with units.unit(f"audit:forget:{kind.value}") as work:
                emptied = _empty_batch(work, kind, time)
            yield emptied


def _empty_batch(work: UnitOfWork, kind: Kind, time: timedelta) -> int:
    rows = _expired(work.connection, kind, work.now - time)
    secret = derive_chain_keys(work.keys)
    for row in rows:
        line = row | {"erased_at": work.now}
        work.connection.execute(
            update(TRAIL)
            .where(TRAIL.c.sequence == row["sequence"])
            .values(
                details=b"",
                erased_at=work.now,
                erasure=hash_erasure(secret, line),
                **_EMPTY,
            )
        )
    if rows:
        record(work, _trace(kind, rows))
    return len(rows)


def _expired(connection: Connection, kind: Kind, before: datetime) -> list[dict[str, Any]]:
    expired = (
        select(TRAIL)
        .where(TRAIL.c.kind == kind.value, TRAIL.c.at < before, TRAIL.c.erased_at.is_(None))
        .order_by(TRAIL.c.sequence)
        .limit(_BATCH)
    )
    return [dict(row._mapping) for row in connection.execute(expired)]


def _trace(kind: Kind, rows: list[dict[str, Any]]) -> Entry:
    details = {
        "kind": kind.value,
        "lines": len(rows),
        "first": rows[0]["sequence"],
        "last": rows[-1]["sequence"],
    }
    return Entry("audit.forgotten", Kind.ADMINISTRATION, SYSTEM, Face.SYSTEM, details=details)
