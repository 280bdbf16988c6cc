"""A task or a memo: what is to be done, when, by whom, and how far it is; as many hands wrote it.

Every field remembers its last change, so that what was written without a network merges later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from care.audit.model import Face
from care.moments.model import Occurrence, Schedule
from care.moments.wall import PARIS

TASK_ID = re.compile(r"t[0-9a-f]{32}")


class State(StrEnum):
    """How far a task is, or one occurrence of a task that comes back."""

    TODO = "todo"
    DONE = "done"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What people do with tasks."""

    READ = "read"
    ADD = "add"
    EDIT = "edit"
    FINISH = "finish"
    REOPEN = "reopen"
    CANCEL = "cancel"
    POSTPONE = "postpone"
    HAND_OVER = "hand_over"
    ERASE = "erase"


class Standing(StrEnum):
    """What somebody is to the circle of a task, as the caller knows it."""

    LEADS = "leads"
    CARES = "cares"
    NEAR = "near"
    APART = "apart"


# The fields of a task, and the beginnings of those that there may be several of.
TEXT, SCHEDULE, THEME, URGENT = "text", "schedule", "theme", "urgent"
ASSIGNEE, REMINDERS, FOR_ALL = "assignee", "reminders", "for_all"
TAG, ATTACHMENT, STATE, MOVED = "tag:", "attachment:", "state:", "moved:"

Value = str | bool | tuple[int, ...] | Schedule | None


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """When something was changed, and by which edit: orders any two changes."""

    at: datetime
    edit: str


@dataclass(frozen=True, slots=True)
class Register:
    """A field's value, since `stamp`, by somebody."""

    value: Value = field(repr=False)
    stamp: Stamp
    by: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that the task was given; `seen`: the edits whose wordings its author had read."""

    text: str = field(repr=False)
    stamp: Stamp
    by: str
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A new value; `seen`: the edits that gave the value its author saw (several for a text).

    `at` is when this field was changed, if not when the whole edit was.
    """

    value: Value = field(repr=False)
    seen: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes that somebody made at once, perhaps long before we hear of them."""

    id: str
    at: datetime
    by: str
    changes: Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a circle, or (`circle` is None) of its author alone."""

    id: str
    circle: str | None
    author: str
    created_at: datetime
    fields: Mapping[str, Register] = field(default_factory=lambda: MappingProxyType({}))
    wordings: frozenset[Wording] = field(default_factory=frozenset)

    @property
    def wording(self) -> Wording:
        """The text that holds: the last one."""
        return max(self.wordings, key=lambda one: (one.stamp, one.text))

    @property
    def text(self) -> str:
        """What is to be done."""
        return self.wording.text

    @property
    def notes(self) -> tuple[Wording, ...]:
        """Texts that another one replaced without its author having read them: not lost."""
        read = {edit for one in self.wordings for edit in one.seen if edit != one.stamp.edit}
        last = self.wording
        lost = [one for one in self.wordings if one != last and one.stamp.edit not in read]
        return tuple(sorted((one for one in lost if one.text != last.text), key=_by_stamp))

    @property
    def schedule(self) -> Schedule | None:
        """When it is to be done."""
        value = self.value(SCHEDULE)
        return value if isinstance(value, Schedule) else None

    @property
    def theme(self) -> str:
        """What it is about, for grouping."""
        return str(self.value(THEME) or "")

    @property
    def is_urgent(self) -> bool:
        """Whether it is marked so."""
        return self.value(URGENT) is True

    @property
    def is_for_all(self) -> bool:
        """Whether relatives and the patient may read it."""
        return self.value(FOR_ALL) is True

    @property
    def assignee(self) -> str | None:
        """Who is to do it; nobody in particular when None."""
        value = self.value(ASSIGNEE)
        return value if isinstance(value, str) else None

    @property
    def reminders(self) -> tuple[int, ...]:
        """How many minutes before its hour it rings."""
        value = self.value(REMINDERS)
        return value if isinstance(value, tuple) else ()

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags, in order."""
        return self._present(TAG)

    @property
    def attachments(self) -> tuple[str, ...]:
        """The events that hold its photos and documents."""
        return self._present(ATTACHMENT)

    @property
    def state(self) -> State:
        """How far it is as a whole."""
        return self.state_of("")

    def state_of(self, key: str) -> State:
        """How far the occurrence `key` is; that of the whole for the key ""."""
        return State(str(self.value(f"{STATE}{key}") or State.TODO))

    def value(self, name: str) -> Value:
        """The value of a field; None when it was never given one."""
        register = self.fields.get(name)
        return None if register is None else register.value

    def _present(self, prefix: str) -> tuple[str, ...]:
        named = sorted(name for name in self.fields if name.startswith(prefix))
        return tuple(name[len(prefix) :] for name in named if self.fields[name].value is True)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody acting: their account, what they are to their circles, by which door.

    `bell` is the assistant's account that rings: timers are set for it.
    """

    user_id: str
    standings: Mapping[str, Standing]
    face: Face
    bell: str

    def standing(self, circle: str | None) -> Standing:
        """What they are to that circle."""
        return self.standings.get(circle or "", Standing.APART)


@dataclass(frozen=True, slots=True)
class Preferences:
    """When somebody wants their day told (never until they chose) and peace, by the wall clock.

    Quiet hours go from `quiet_from` to `quiet_to`, past midnight when that comes first.
    """

    summary_at: time | None = None
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    quiet_from: time | None = None
    quiet_to: time | None = None
    zone: str = PARIS


@dataclass(frozen=True, slots=True)
class Planned:
    """An occurrence of a task where it is now; `key`, by where it was planned first, names it."""

    key: str
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class Ringing:
    """A reminder to be told now. `people` may be nobody in particular: then it is the circle's.

    `late_by` is what an outage, or the quiet hours of that person, cost.
    """

    task: Task
    planned: tuple[Planned, ...]
    people: tuple[str, ...]
    due_at: datetime
    late_by: timedelta


def _by_stamp(wording: Wording) -> tuple[Stamp, str]:
    return wording.stamp, wording.text
