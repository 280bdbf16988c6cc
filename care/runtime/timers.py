"""What is to be done at its hour: a row per thing, done exactly once, never before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Connection, Row, delete, func, select, update

from care.runtime.database import insert_into
from care.runtime.sealing import KeyRing
from care.runtime.tables import TIMERS
from care.runtime.units import UnitOfWork

_CONTEXT = "timers.data"
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=1)
MOST_ATTEMPTS = 10


@dataclass(frozen=True, slots=True)
class Timer:
    """One thing that `owner` (an account) has to do at `due_at`; `key` is unique to it."""

    owner: str
    key: str
    due_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    attempts: int = 0

    @property
    def cause(self) -> str:
        """The cause (see `UnitOfWork`) of what is done for it."""
        return f"{self.owner}|timer|{self.key}|{self.due_at.isoformat()}"


def set_timer(
    work: UnitOfWork,
    owner: str,
    key: str,
    due_at: datetime,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Have `owner` told at `due_at`, with `data`; takes the place of its timer `key`."""
    values = {
        "due_at": due_at,
        "next_try_at": due_at,
        "attempts": 0,
        "data": work.keys.seal(orjson.dumps(dict(data or {})), _CONTEXT),
    }
    work.connection.execute(
        insert_into(work.connection, TIMERS)
        .values(owner=owner, key=key, **values)
        .on_conflict_do_update(index_elements=["owner", "key"], set_=values)
    )
    work.timed.append(key)


def cancel_timer(work: UnitOfWork, owner: str, key: str) -> bool:
    """Have nothing done for `key` any more; False when there was nothing to do."""
    query = delete(TIMERS).where(TIMERS.c.owner == owner, TIMERS.c.key == key)
    return work.connection.execute(query).rowcount == 1


def load_due(
    connection: Connection, keys: KeyRing, owners: Iterable[str], now: datetime, limit: int = 100
) -> list[Timer]:
    """The timers of `owners` that are to be done at `now`, the longest due first."""
    rows = connection.execute(
        select(TIMERS)
        .where(TIMERS.c.owner.in_(list(owners)), TIMERS.c.next_try_at <= now)
        .order_by(TIMERS.c.due_at, TIMERS.c.owner, TIMERS.c.key)
        .limit(limit)
    )
    return [_timer(row, keys) for row in rows]


def next_due(connection: Connection, owners: Iterable[str]) -> datetime | None:
    """When the first timer of `owners` is to be done; None when there is none."""
    query = select(func.min(TIMERS.c.next_try_at)).where(TIMERS.c.owner.in_(list(owners)))
    found: datetime | None = connection.execute(query).scalar()
    return found


def take_timer(connection: Connection, timer: Timer) -> bool:
    """Have `timer` done with, in the unit that does it; False when it was, or was set anew."""
    query = delete(TIMERS).where(
        TIMERS.c.owner == timer.owner, TIMERS.c.key == timer.key, TIMERS.c.due_at == timer.due_at
    )
    return connection.execute(query).rowcount == 1


def postpone_timer(connection: Connection, timer: Timer, now: datetime) -> bool:
    """Try `timer` again later, as its doing failed; False when this was the last time."""
    attempts = timer.attempts + 1
    gives_up = attempts >= MOST_ATTEMPTS
    pause = min(_FIRST_PAUSE * 2 ** min(timer.attempts, 20), _LONGEST_PAUSE)
    connection.execute(
        update(TIMERS)
        .where(
            TIMERS.c.owner == timer.owner,
            TIMERS.c.key == timer.key,
            TIMERS.c.due_at == timer.due_at,
        )
        .values(attempts=attempts, next_try_at=None if gives_up else now + pause)
    )
    return not gives_up


def _timer(row: Row[tuple[object, ...]], keys: KeyRing) -> Timer:
    values = row._mapping
    return Timer(
        owner=values["owner"],
        key=values["key"],
        due_at=values["due_at"],
        data=orjson.loads(keys.unseal(values["data"], _CONTEXT)),
        attempts=values["attempts"],
    )
