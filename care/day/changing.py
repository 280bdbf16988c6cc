"""Tasks added and changed in a page, perhaps offline and long ago: what became of each edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from care.accounts.store import account_of
from care.audit.model import Face
from care.circles.model import CircleId
from care.day.standing import team_of, who_acts
from care.moments.french.reading import read_moment
from care.moments.model import Schedule
from care.pages.model import Edit as PageEdit
from care.pages.model import EditOutcome, EditState, Facts
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from care.tasks.bells import ask_to_show
from care.tasks.codec import parse_value
from care.tasks.fitting import fit_edit
from care.tasks.merging import Conflict
from care.tasks.model import (
    ASSIGNEE,
    MOVED,
    SCHEDULE,
    STATE,
    TEXT,
    THEME,
    URGENT,
    Act,
    Change,
    Edit,
    Task,
    Value,
    Who,
)
from care.tasks.rules import check_may
from care.tasks.store import load_preferences
from care.tasks.taking import Changed, add_task, edit_task, require_task

#: Besides the fields of tasks: whose circle a new one is, and the words that tell when.
CIRCLE, SAID = "circle", "said"
_FIELDS = frozenset({TEXT, SCHEDULE, THEME, URGENT, ASSIGNEE, STATE, MOVED})
_KINDS = {MOVED: "moved", SCHEDULE: "moved", STATE: "state"}


def change_task(work: UnitOfWork, user_id: str, edit: PageEdit, bell: str) -> EditOutcome:
    """Change a task as `edit` says, by field; whoever else changed it meanwhile is told of.

    Raises Refusal.
    """
    who = who_acts(work, user_id, bell, Face.PAGE)
    before = require_task(work, edit.target).task
    check_may(Act.READ, before, who)
    made = fit_edit(before, _edit(edit, user_id), work.now)
    team = team_of(work, CircleId(before.circle)) if before.circle else None
    changed = edit_task(work, who, before.id, made, team)
    ask_to_show(work, bell, before.id)
    return _outcome(work, before, changed, made)


def add_new_task(work: UnitOfWork, user_id: str, edit: PageEdit, bell: str) -> EditOutcome:
    """Add the task that `edit` describes; what it says of when is read as of when it was written.

    A moment that is unclear is kept among the words: the task waits, without a date.
    Raises Refusal.
    """
    who = who_acts(work, user_id, bell, Face.PAGE)
    if TEXT not in edit.fields:
        raise Refusal("task-bad-value", field=TEXT)
    fields = dict(edit.fields)
    chosen, said = fields.pop(CIRCLE, None), fields.pop(SAID, None)
    made = _edit(replace(edit, fields=fields), user_id)
    circle = str(chosen.value) if chosen is not None and chosen.value else None
    if circle is not None and circle not in who.standings:
        raise Refusal("circle-not-member")
    unclear = False
    if said is not None:
        made, unclear = _dated(work, who, made, str(said.value or ""))
    team = team_of(work, CircleId(circle)) if circle else None
    task = add_task(work, who, edit.target, circle, made, team).task
    ask_to_show(work, bell, task.id)
    if unclear:
        return EditOutcome(EditState.MERGED, "moment-unclear", {"text": task.text})
    return EditOutcome(EditState.APPLIED)


def _edit(edit: PageEdit, user_id: str) -> Edit:
    changes: dict[str, Change] = {}
    for name, told in edit.fields.items():
        kind, separator, _ = name.partition(":")
        if f"{kind}{separator}" not in _FIELDS:
            raise Refusal("task-bad-field", field=name[:40])
        changes[name] = Change(parse_value(name, told.value), told.seen, told.at)
    first = min(one.at for one in edit.fields.values())
    return Edit(edit.id, first, user_id, changes)


def _dated(work: UnitOfWork, who: Who, made: Edit, said: str) -> tuple[Edit, bool]:
    """`made` with the moment told by `said`, or by its text when nothing is; whether unclear."""
    text = str(made.changes[TEXT].value)
    zone = load_preferences(work.connection, who.user_id).zone
    reading = read_moment(said or text, made.at, zone)
    if not reading.is_certain:
        is_told = bool(said.strip()) or len(reading.meanings) > 1
        whole = f"{text} – {said.strip()}" if said.strip() else text
        return _with(made, {TEXT: whole}), is_told
    left = text if said.strip() else reading.text.strip(" \t\n,;:.–—-") or text
    return _with(made, {TEXT: left, SCHEDULE: reading.meanings[0].schedule}), False


def _with(made: Edit, values: Mapping[str, Value]) -> Edit:
    changes = {name: Change(value, at=made.at) for name, value in values.items()}
    return replace(made, changes={**made.changes, **changes})


def _outcome(work: UnitOfWork, before: Task, changed: Changed, made: Edit) -> EditOutcome:
    for conflict in changed.conflicts:
        is_kept = conflict.kept_by == made.by and conflict.kept == made.changes[conflict.name].value
        kind = _kind(conflict.name)
        by = conflict.lost_by if is_kept else conflict.kept_by
        reason = f"also-{kind}-{'mine' if is_kept else 'theirs'}"
        other = "" if by == made.by else _name(work, by)
        facts = {"by": other, "text": changed.task.text, **_values(work, conflict)}
        return EditOutcome(EditState.MERGED, reason, facts)
    for by in _who_did_the_same(before, made):
        facts = {"by": _name(work, by), "text": changed.task.text}
        return EditOutcome(EditState.MERGED, "also-same", facts)
    return EditOutcome(EditState.APPLIED)


def _who_did_the_same(before: Task, made: Edit) -> Iterable[str]:
    """Others who had changed a field to the very same meanwhile."""
    for name, change in made.changes.items():
        held = before.fields.get(name)
        if held is None or held.by == made.by or held.stamp.edit in change.seen:
            continue
        if held.value == change.value:
            yield held.by


def _values(work: UnitOfWork, conflict: Conflict) -> Facts:
    kept, lost = (_told(work, conflict.name, one) for one in (conflict.kept, conflict.lost))
    return {"kept": kept, "lost": lost}


def _told(work: UnitOfWork, name: str, value: Value) -> str:
    """A value in plain data: a name, a day (`2026-12-04T08:15`), a word."""
    if isinstance(value, Schedule):
        at = f"T{value.times[0]:%H:%M}" if value.times else ""
        return f"{value.day.isoformat()}{at}"
    if name == ASSIGNEE and isinstance(value, str):
        return _name(work, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _kind(name: str) -> str:
    kind, separator, _ = name.partition(":")
    return _KINDS.get(f"{kind}{separator}", kind)


def _name(work: UnitOfWork, user_id: str) -> str:
    account = account_of(work.connection, user_id)
    return account.display_name.partition(" – ")[0] if account is not None else ""
