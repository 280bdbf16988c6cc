"""Changes by several hands become one task, in whatever order and however often they come.

Tasks form a join-semilattice: per field the greatest stamp, and the union of all wordings.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType

from care.tasks.model import TEXT, Edit, Register, Stamp, Task, Value, Wording


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two people changed without knowing of each other; the later change holds.

    A text that lost is kept among the task's notes.
    """

    name: str
    kept: Value = field(repr=False)
    kept_by: str
    lost: Value = field(repr=False)
    lost_by: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The task after an edit: fields that it changed, and those that two people fought for."""

    task: Task
    changed: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def merge_edit(task: Task, edit: Edit) -> Merged:
    """`task` with what `edit` says, which may be older than what `task` knows."""
    merged = merge_tasks(task, _alone(task, edit))
    changed = tuple(
        name for name in sorted(edit.changes) if _value(task, name) != _value(merged, name)
    )
    conflicts = [_conflict(task, merged, edit, name) for name in sorted(edit.changes)]
    return Merged(merged, changed, tuple(one for one in conflicts if one is not None))


def merge_tasks(one: Task, other: Task) -> Task:
    """What both know. Commutative, associative, idempotent."""
    fields = dict(one.fields)
    for name, register in other.fields.items():
        held = fields.get(name)
        fields[name] = register if held is None else max(held, register, key=_order)
    return replace(one, fields=MappingProxyType(fields), wordings=one.wordings | other.wordings)


def _alone(task: Task, edit: Edit) -> Task:
    """A task that knows nothing but `edit`."""
    stamps = {name: Stamp(change.at or edit.at, edit.id) for name, change in edit.changes.items()}
    fields = {
        name: Register(change.value, stamps[name], edit.by)
        for name, change in edit.changes.items()
        if name != TEXT
    }
    text = edit.changes.get(TEXT)
    wordings = frozenset(
        {Wording(str(text.value), stamps[TEXT], edit.by, text.seen)} if text is not None else ()
    )
    return replace(task, fields=MappingProxyType(fields), wordings=wordings)


def _order(register: Register) -> tuple[Stamp, str, str]:
    return register.stamp, register.by, repr(register.value)


def _conflict(before: Task, after: Task, edit: Edit, name: str) -> Conflict | None:
    held, change = _register(before, name), edit.changes[name]
    if held is None or held.stamp.edit in change.seen or held.value == change.value:
        return None
    if held.stamp.edit == edit.id:
        return None
    if _register(after, name) == held:
        if name == TEXT and edit.id in _seen(before):
            return None
        return Conflict(name, held.value, held.by, change.value, edit.by)
    return Conflict(name, change.value, edit.by, held.value, held.by)


def _seen(task: Task) -> frozenset[str]:
    return frozenset(edit for one in task.wordings for edit in one.seen)


def _value(task: Task, name: str) -> Value:
    register = _register(task, name)
    return None if register is None else register.value


def _register(task: Task, name: str) -> Register | None:
    if name != TEXT:
        return task.fields.get(name)
    if not task.wordings:
        return None
    wording = task.wording
    return Register(wording.text, wording.stamp, wording.by)
