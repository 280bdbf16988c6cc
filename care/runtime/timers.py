"""What is to be done at its hour: a row per thing, done exactly once, never before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Connection, delete, func, select, update

from care.runtime.database import insert_into
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
    connection: Connection, owners: Iterable[str], now: datetime, limit: int = 100
) -> list[Timer]:
    """The timers of `owners` that are to be done at `now`, the longest due first, sealed still."""
    rows = connection.execute(
        select(TIMERS.c.owner, TIMERS.c.key, TIMERS.c.due_at, TIMERS.c.attempts)
        .where(TIMERS.c.owner.in_(list(owners)), TIMERS.c.next_try_at <= now)
        .order_by(TIMERS.c.next_try_at, TIMERS.c.due_at, TIMERS.c.owner, TIMERS.c.key)
        .limit(limit)
    )
    return [Timer(row.owner, row.key, row.due_at, attempts=row.attempts) for row in rows]


def next_due(connection: Connection, owners: Iterable[str]) -> datetime | None:
    """When the first timer of `owners` is to be done; None when there is none."""
    first = func.min(TIMERS.c.next_try_at)
    found = [
        connection.execute(select(first).where(TIMERS.c.owner == owner)).scalar()
        for owner in owners  # one by one, each is a look at the index
    ]
    return min((moment for moment in found if moment is not None), default=None)


def take_timer(work: UnitOfWork, timer: Timer) -> Timer | None:
    """Take `timer` away, in the unit that does it; None when it was done, cancelled or set anew."""
    sealed: bytes | None = work.connection.execute(
        delete(TIMERS)
        .where(
            TIMERS.c.owner == timer.owner,
            TIMERS.c.key == timer.key,
            TIMERS.c.due_at == timer.due_at,
        )
        .returning(TIMERS.c.data)
    ).scalar()
    if sealed is None:
        return None
    return replace(timer, data=orjson.loads(work.keys.unseal(sealed, _CONTEXT)))


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
