"""Tasks and preferences as JSON, and back exactly."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from care.moments.model import Schedule
from care.runtime.errors import Refusal
from care.tasks.model import (
    REMINDERS,
    SCHEDULE,
    Preferences,
    Register,
    Stamp,
    Value,
    Wording,
)


@dataclass(frozen=True, slots=True)
class _Field:
    """A register; what it holds is told by which of the values is there."""

    stamp: Stamp
    by: str
    word: str | None = None
    mark: bool | None = None
    minutes: tuple[int, ...] | None = None
    schedule: Schedule | None = None

    @property
    def value(self) -> Value:
        """What it holds."""
        for one in (self.word, self.mark, self.minutes, self.schedule):
            if one is not None:
                return one
        return None


@dataclass(frozen=True, slots=True)
class Details:
    """All of a task that is sealed."""

    fields: dict[str, _Field]
    wordings: tuple[Wording, ...]

    @property
    def registers(self) -> MappingProxyType[str, Register]:
        """The fields as the model has them."""
        return MappingProxyType(
            {name: Register(one.value, one.stamp, one.by) for name, one in self.fields.items()}
        )


_DETAILS = TypeAdapter(Details)
_PREFERENCES = TypeAdapter(Preferences)
_SCHEDULE: TypeAdapter[Schedule | None] = TypeAdapter(Schedule | None)
_MINUTES: TypeAdapter[tuple[int, ...]] = TypeAdapter(tuple[int, ...])


def render_details(fields: MappingProxyType[str, Register], wordings: frozenset[Wording]) -> bytes:
    """The JSON of a task's fields and wordings."""
    kept = {name: _field(register) for name, register in sorted(fields.items())}
    ordered = sorted(wordings, key=lambda one: (one.stamp, one.text))
    return _DETAILS.dump_json(Details(kept, tuple(ordered)), exclude_none=True)


def parse_details(text: bytes) -> Details:
    """What `render_details` wrote."""
    return _DETAILS.validate_json(text)


def render_preferences(preferences: Preferences) -> str:
    """The JSON of somebody's hours."""
    return _PREFERENCES.dump_json(preferences).decode()


def parse_preferences(text: str) -> Preferences:
    """What `render_preferences` wrote."""
    return _PREFERENCES.validate_json(text)


def parse_value(name: str, raw: object) -> Value:
    """The value of field `name` as a page sends it: JSON, parsed or as a text. Raises Refusal."""
    kinds: dict[str, TypeAdapter[Any]] = {SCHEDULE: _SCHEDULE, REMINDERS: _MINUTES}
    try:
        if (kind := kinds.get(name)) is not None:
            is_text = isinstance(raw, str)
            value: Value = kind.validate_json(str(raw)) if is_text else kind.validate_python(raw)
            return value
    except ValidationError:
        raise Refusal("task-bad-value", field=name) from None
    if raw is None or isinstance(raw, str | bool):
        return raw
    raise Refusal("task-bad-value", field=name[:40])


def render_schedule(schedule: Schedule) -> str:
    """A schedule as a text that `parse_value` reads back."""
    return _SCHEDULE.dump_json(schedule).decode()


def render_value(value: Value) -> object:
    """A value as JSON can say it: what `parse_value` reads back."""
    return _SCHEDULE.dump_python(value, mode="json") if isinstance(value, Schedule) else value


def _field(register: Register) -> _Field:
    value, stamp, by = register.value, register.stamp, register.by
    if isinstance(value, bool):
        return _Field(stamp, by, mark=value)
    if isinstance(value, str):
        return _Field(stamp, by, word=value)
    if isinstance(value, tuple):
        return _Field(stamp, by, minutes=value)
    return _Field(stamp, by, schedule=value)
