"""Who may do what with which task, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType

from care.moments.model import Schedule, parse_key
from care.moments.rules import is_sound
from care.moments.wall import is_zone, wall_of
from care.runtime.errors import Refusal
from care.tasks.model import (
    ASSIGNEE,
    ATTACHMENT,
    FOR_ALL,
    MOVED,
    REMINDERS,
    SCHEDULE,
    STATE,
    TAG,
    TEXT,
    THEME,
    URGENT,
    Act,
    Change,
    Edit,
    Preferences,
    Standing,
    State,
    Task,
    Value,
    Who,
)

TRANSITIONS: Mapping[State, Mapping[Act, State]] = MappingProxyType(
    {
        State.TODO: MappingProxyType({Act.FINISH: State.DONE, Act.CANCEL: State.CANCELLED}),
        State.DONE: MappingProxyType({Act.REOPEN: State.TODO}),
        State.CANCELLED: MappingProxyType({Act.REOPEN: State.TODO}),
    }
)

_TEAM = frozenset(Act) - {Act.ERASE}
#: What each standing allows with any task of the circle.
ALLOWED: Mapping[Standing, frozenset[Act]] = MappingProxyType(
    {
        Standing.LEADS: frozenset(Act),
        Standing.CARES: _TEAM,
        Standing.NEAR: frozenset({Act.ADD}),
        Standing.APART: frozenset(),
    }
)
#: What a member may do besides, with a task that they wrote or that is theirs to do.
OF_THE_AUTHOR = frozenset(Act)
OF_THE_ASSIGNEE = frozenset({Act.READ, Act.FINISH, Act.REOPEN, Act.POSTPONE})

_ACTS: Mapping[str, Act] = MappingProxyType(
    {
        **dict.fromkeys((TEXT, THEME, URGENT, REMINDERS, FOR_ALL, TAG, ATTACHMENT), Act.EDIT),
        **dict.fromkeys((SCHEDULE, MOVED), Act.POSTPONE),
        ASSIGNEE: Act.HAND_OVER,
    }
)
_STATE_ACTS = {State.DONE: Act.FINISH, State.TODO: Act.REOPEN, State.CANCELLED: Act.CANCEL}
LONGEST_TEXT, LONGEST_WORD, MOST_ELEMENTS = 4000, 255, 50
_EARLIEST, _HORIZON = date(2000, 1, 1), timedelta(days=366 * 11)
_TICK = timedelta(microseconds=1)
_LONGEST_NOTICE = 60 * 24 * 60


def can(act: Act, task: Task, who: Who) -> bool:
    """Whether `who` may do `act` with `task`. A task without a circle is its author's alone."""
    if task.circle is None:
        return task.author == who.user_id and act is not Act.HAND_OVER
    standing = who.standing(task.circle)
    if standing is Standing.APART:
        return False
    return (
        act in ALLOWED[standing]
        or (task.author == who.user_id and act in OF_THE_AUTHOR)
        or (task.assignee == who.user_id and act in OF_THE_ASSIGNEE)
        or (act is Act.READ and task.is_for_all)
    )


def check_may(act: Act, task: Task, who: Who) -> None:
    """Refuse what `who` may not do; of what they may not read, they learn nothing."""
    if not can(Act.READ, task, who):
        raise Refusal("task-unknown")
    if not can(act, task, who):
        reason = "task-personal" if task.circle is None else "task-not-yours"
        raise Refusal(reason, act=act.value)


def acts_of(edit: Edit) -> frozenset[Act]:
    """What `edit` does to a task, for the rules. Raises Refusal for what no task has."""
    return frozenset(_act_of(name, change) for name, change in edit.changes.items())


def _act_of(name: str, change: Change) -> Act:
    kind = _kind(name)
    if kind == STATE:
        return _STATE_ACTS[_state(change.value)]
    if kind not in _ACTS:
        raise Refusal("task-bad-field", field=name[:40])
    return _ACTS[kind]


def check_may_receive(standing: Standing) -> None:
    """Refuse to hand a task over to somebody who is not of its circle."""
    if standing is Standing.APART:
        raise Refusal("task-recipient-apart")


def decide_state(state: State, act: Act, by: str) -> State:
    """Where `act` takes a task, or an occurrence. `by`: who brought it to `state`."""
    following = TRANSITIONS[state].get(act)
    if following is None:
        raise Refusal(f"task-already-{state.value}", by=by)
    return following


def decide_stamp(task: Task, change: Change, at: datetime, now: datetime) -> datetime:
    """When a change counts as made: after what its author had seen, whatever their clock says.

    A clock that is ahead of ours does not win for ever.
    """
    stamps = [register.stamp for register in task.fields.values()]
    stamps += [wording.stamp for wording in task.wordings]
    known = [stamp.at + _TICK for stamp in stamps if stamp.edit in change.seen]
    return max([min(change.at or at, now), *known])


def check_changes(changes: Mapping[str, Change], today: date) -> None:
    """Refuse values that no task can have."""
    for name, change in changes.items():
        if not _CHECKS[_kind(name)](name, change.value, today):
            raise Refusal("task-bad-value", field=name[:40])


def check_can_grow(task: Task, edit: Edit) -> None:
    """Refuse a task with more tags or attachments than anybody can use."""
    names = task.fields.keys() | edit.changes.keys()
    for prefix in (TAG, ATTACHMENT):
        if sum(name.startswith(prefix) for name in names) > MOST_ELEMENTS:
            raise Refusal("task-too-much", most=MOST_ELEMENTS)


def is_held(preferences: Preferences, task: Task, person: str, now: datetime) -> bool:
    """Whether a reminder waits for the end of the quiet hours of `person`.

    What is urgent does not, nor what somebody asked to be reminded of themselves.
    """
    if task.is_urgent or task.author == person:
        return False
    start, end = preferences.quiet_from, preferences.quiet_to
    if start is None or end is None or start == end:
        return False
    at = wall_of(now, preferences.zone).time()
    return start <= at < end if start < end else at >= start or at < end


def _kind(name: str) -> str:
    """The field, or the beginning of those that there may be several of."""
    kind, separator, _ = name.partition(":")
    return kind + separator


def _state(value: Value) -> State:
    try:
        return State(str(value))
    except ValueError:
        raise Refusal("task-bad-value", field=STATE) from None


def _is_text(name: str, value: Value, today: date) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST_TEXT


def _is_word(name: str, value: Value, today: date) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_WORD


def _is_person(name: str, value: Value, today: date) -> bool:
    return value is None or (isinstance(value, str) and 0 < len(value) <= LONGEST_WORD)


def _is_mark(name: str, value: Value, today: date) -> bool:
    if not isinstance(value, bool):
        return False
    return ":" not in name or 0 < len(name.partition(":")[2].strip()) <= LONGEST_WORD


def _is_state(name: str, value: Value, today: date) -> bool:
    return value in set(State) and _is_key(name.partition(":")[2])


def _is_key(key: str) -> bool:
    return not key or parse_key(key) is not None


def _is_notice(name: str, value: Value, today: date) -> bool:
    if not isinstance(value, tuple) or len(value) > 10:
        return False
    return all(type(one) is int and 0 <= one <= _LONGEST_NOTICE for one in value)


def _is_schedule(name: str, value: Value, today: date) -> bool:
    if value is None:
        return True
    if not isinstance(value, Schedule):
        return False
    days = [value.day, *_days_of(value)]
    return (
        all(_EARLIEST <= day <= today + _HORIZON for day in days)
        and len(value.times) <= 24
        and is_zone(value.zone)
        and (value.repeat is None or (is_sound(value.repeat) and len(value.repeat.but) <= 366))
    )


def _days_of(schedule: Schedule) -> Iterable[date]:
    repeat = schedule.repeat
    if repeat is None:
        return ()
    return (*repeat.but, *((repeat.until,) if repeat.until else ()))


def _is_move(name: str, value: Value, today: date) -> bool:
    if parse_key(name.partition(":")[2]) is None:
        return False
    return value is None or (isinstance(value, str) and parse_key(value) is not None)


_CHECKS = {
    TEXT: _is_text,
    SCHEDULE: _is_schedule,
    THEME: _is_word,
    URGENT: _is_mark,
    ASSIGNEE: _is_person,
    REMINDERS: _is_notice,
    FOR_ALL: _is_mark,
    TAG: _is_mark,
    ATTACHMENT: _is_mark,
    STATE: _is_state,
    MOVED: _is_move,
}
