"""Reading and writing tasks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, or_, select, update

from care.runtime.database import insert_into
from care.runtime.sealing import KeyRing
from care.runtime.units import UnitOfWork
from care.tasks.codec import (
    parse_details,
    parse_preferences,
    render_details,
    render_preferences,
)
from care.tasks.model import STATE, Preferences, State, Task
from care.tasks.tables import TASK_EDITS, TASK_PREFERENCES, TASKS

_CONTEXT = "tasks.details"


@dataclass(frozen=True, slots=True)
class Stored:
    """A task and up to when its reminders have rung."""

    task: Task
    rung_to: datetime


def load_task(connection: Connection, keys: KeyRing, task_id: str) -> Stored | None:
    """The task with this id."""
    row = connection.execute(select(TASKS).where(TASKS.c.id == task_id)).first()
    return None if row is None else _stored(keys, row)


def load_tasks(
    connection: Connection,
    keys: KeyRing,
    circles: Iterable[str],
    user_id: str,
    *,
    closed_since: datetime | None = None,
) -> list[Task]:
    """The open tasks of `circles` and the personal ones of `user_id`; those closed since, too."""
    mine = and_(TASKS.c.circle.is_(None), TASKS.c.author == user_id)
    return _select(connection, keys, or_(TASKS.c.circle.in_(list(circles)), mine), closed_since)


def load_circle_tasks(
    connection: Connection, keys: KeyRing, circle: str, *, closed_since: datetime | None = None
) -> list[Task]:
    """The open tasks of one circle; those closed since, too."""
    return _select(connection, keys, TASKS.c.circle == circle, closed_since)


def save_task(work: UnitOfWork, task: Task, rung_to: datetime) -> None:
    """Keep `task` as it is now."""
    whole = task.fields.get(STATE)
    is_open = task.state is State.TODO
    values = {
        "circle": task.circle,
        "author": task.author,
        "assignee": task.assignee,
        "state": task.state.value,
        "created_at": task.created_at,
        "changed_at": work.now,
        "closed_at": None if is_open or whole is None else whole.stamp.at,
        "rung_to": rung_to,
        "details": work.keys.seal(
            render_details(MappingProxyType(dict(task.fields)), task.wordings), _CONTEXT
        ),
    }
    work.connection.execute(
        insert_into(work.connection, TASKS)
        .values(id=task.id, **values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )


def mark_rung(connection: Connection, task_id: str, rung_to: datetime) -> None:
    """What was to ring up to `rung_to` has rung."""
    connection.execute(update(TASKS).where(TASKS.c.id == task_id).values(rung_to=rung_to))


def delete_tasks(connection: Connection, task_ids: Iterable[str]) -> None:
    """Keep nothing of these tasks but that their edits were taken in."""
    connection.execute(delete(TASKS).where(TASKS.c.id.in_(list(task_ids))))


def note_edit(work: UnitOfWork, user_id: str, edit_id: str, task_id: str) -> bool:
    """Note that an edit of `user_id` is taken in; False when it was already."""
    added = work.connection.execute(
        insert_into(work.connection, TASK_EDITS)
        .on_conflict_do_nothing(index_elements=["edit_id"])
        .values(edit_id=_edit_key(user_id, edit_id), task_id=task_id, taken_at=work.now)
    )
    return added.rowcount == 1


def task_of_edit(connection: Connection, user_id: str, edit_id: str) -> str | None:
    """Which task an edit of `user_id` was of."""
    found: str | None = connection.execute(
        select(TASK_EDITS.c.task_id).where(TASK_EDITS.c.edit_id == _edit_key(user_id, edit_id))
    ).scalar()
    return found


def load_preferences(connection: Connection, user_id: str) -> Preferences:
    """When somebody wants to hear of their day, and when not."""
    found: str | None = connection.execute(
        select(TASK_PREFERENCES.c.preferences).where(TASK_PREFERENCES.c.user_id == user_id)
    ).scalar()
    return Preferences() if found is None else parse_preferences(found)


def save_preferences(connection: Connection, user_id: str, preferences: Preferences) -> None:
    """Keep what somebody chose."""
    values = {"preferences": render_preferences(preferences)}
    connection.execute(
        insert_into(connection, TASK_PREFERENCES)
        .values(user_id=user_id, **values)
        .on_conflict_do_update(index_elements=["user_id"], set_=values)
    )


def _edit_key(user_id: str, edit_id: str) -> str:
    """Ids are drawn by browsers: nobody takes another one's place."""
    return hashlib.sha256(f"{user_id}|{edit_id}".encode()).hexdigest()


def _select(
    connection: Connection,
    keys: KeyRing,
    condition: ColumnElement[bool],
    closed_since: datetime | None,
) -> list[Task]:
    wanted = TASKS.c.state == State.TODO.value
    if closed_since is not None:
        wanted = or_(wanted, TASKS.c.closed_at >= closed_since)
    query = select(TASKS).where(condition, wanted).order_by(TASKS.c.created_at, TASKS.c.id)
    return [_stored(keys, row).task for row in connection.execute(query)]


def _stored(keys: KeyRing, row: Row[Any]) -> Stored:
    details = parse_details(keys.unseal(row.details, _CONTEXT))
    task = Task(
        id=row.id,
        circle=row.circle,
        author=row.author,
        created_at=row.created_at,
        fields=details.registers,
        wordings=frozenset(details.wordings),
    )
    return Stored(task, row.rung_to)
