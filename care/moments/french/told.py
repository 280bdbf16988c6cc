"""Pieces of a moment, each found on its own, before they are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

from care.moments.french.model import Doubt, Guess, Problem
from care.moments.french.slate import Span
from care.moments.model import Repeat

MIDNIGHT = 24 * 60


class Role(Enum):
    """What a day is told for."""

    DUE = "due"
    FROM = "from"
    UNTIL = "until"
    BEFORE = "before"
    EXCEPT = "except"


def times_of(minutes: Iterable[int]) -> tuple[time, ...]:
    """Times of a day from minutes since midnight, each once and in order."""
    wrapped = sorted({minute % MIDNIGHT for minute in minutes})
    return tuple(time(minute // 60, minute % 60) for minute in wrapped)


@dataclass(frozen=True, slots=True)
class DayTold:
    """A day, or several if it may be any of them, the likeliest first.

    `later` takes over when all of them have passed. `every`: the weekday that it may be each of.
    """

    span: Span
    options: tuple[date, ...]
    role: Role = Role.DUE
    doubt: Doubt | None = None
    guesses: frozenset[Guess] = frozenset()
    later: date | None = None
    every: int | None = None
    also: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it is written; "demain jeudi" tells one day twice."""
        return (self.span, *self.also)


@dataclass(frozen=True, slots=True)
class HoursTold:
    """Hours of a day and the part of it, that goes from minute `starts` to `ends`.

    `of_today`: "ce soir". `habitual`: "le soir" may be every evening.
    """

    spans: tuple[Span, ...] = ()
    minutes: tuple[int, ...] = ()
    starts: int | None = None
    ends: int | None = None
    part_spans: tuple[Span, ...] = ()
    of_today: bool = False
    habitual: bool = False
    guesses: frozenset[Guess] = frozenset()

    @property
    def times(self) -> tuple[time, ...]:
        """The hours, in order."""
        return times_of(self.minutes)

    @property
    def is_midnight(self) -> bool:
        """Whether the hour is the midnight that ends the day told."""
        return bool(self.minutes) and min(self.minutes) >= MIDNIGHT

    @property
    def is_small_hours(self) -> bool:
        """Whether "this night" means hours that are tomorrow's already."""
        return self.starts is not None and self.starts >= 22 * 60 and max(self.minutes) < 12 * 60

    @property
    def all_spans(self) -> tuple[Span, ...]:
        """Where all of it is written."""
        return self.spans + self.part_spans


@dataclass(frozen=True, slots=True)
class RepeatTold:
    """What comes back; a monthly or weekly repeat without its day takes it from where it starts.

    `once`: it may also be that one time. `unclear`: the words tell neither days nor hours.
    `impossible`: no month has that day. `of_day` holds the hours that they imply.
    """

    span: Span
    repeat: Repeat
    of_day: tuple[int, ...] = ()
    every_hours: int = 0
    once: bool = False
    unclear: bool = False
    impossible: bool = False
    guesses: frozenset[Guess] = frozenset()


@dataclass(frozen=True, slots=True)
class BoundTold:
    """How long or how many times something comes back, or the weekdays that it spares.

    `lasts`: beside an hour alone, "pendant 10 jours" may be every day, or how long one time takes.
    """

    span: Span
    days: int = 0
    months: int = 0
    count: int = 0
    spared: tuple[int, ...] = ()
    lasts: bool = False


@dataclass
class Told:
    """All that was found in a sentence."""

    now: datetime
    today: date
    zone: str
    instant: tuple[Span, timedelta] | None = None
    is_range: bool = False
    days: list[DayTold] = field(default_factory=list)
    hours: HoursTold = HoursTold()
    repeats: list[RepeatTold] = field(default_factory=list)
    bounds: list[BoundTold] = field(default_factory=list)
    problem: Problem | None = None
