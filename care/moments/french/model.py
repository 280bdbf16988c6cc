"""What was understood of a sentence: the moment, its guesses and doubts, and the words left."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from care.moments.model import Schedule


class Guess(StrEnum):
    """What was not said and was filled in: to be said back."""

    HOUR = "hour"  # "demain matin": 8 h
    EVENING = "evening"  # "ce soir 8h": 20 h
    DAY = "day"  # "fin de semaine": Friday
    EVE = "eve"  # "avant vendredi": Thursday
    YEAR = "year"  # "le 14 juin" when this year's is over
    START = "start"  # "un lundi sur deux": from the next one on
    LATER = "later"  # the hour or the day had passed: the next one
    SPELLING = "spelling"  # "mecredi"


class Doubt(StrEnum):
    """Why there are several meanings."""

    TODAY_OR_NEXT = "today-or-next"  # "jeudi" on a Thursday
    THIS_OR_NEXT_WEEK = "this-or-next-week"  # "jeudi prochain" on a Monday
    HOUR_PASSED = "hour-passed"  # "8h" at 19 h
    DAY_OR_MONTH = "day-or-month"  # "5/6"
    DAY_AND_DATE = "day-and-date"  # "jeudi 14 juin" when the 14th is a Sunday
    IDIOM = "idiom"  # "dans 8 jours"
    ONCE_OR_EVERY = "once-or-every"  # "le lundi", "jusqu'au 3/12"
    SEVERAL = "several"  # two days were told


class Problem(StrEnum):
    """Why a moment that was told cannot be had. Meanings, if any, are only proposed."""

    PAST = "past"
    NO_SUCH_DAY = "no-such-day"
    NO_SUCH_HOUR = "no-such-hour"
    TOO_FAR = "too-far"
    REPEAT_UNCLEAR = "repeat-unclear"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to understand: when, what was guessed for it, the words that told it and the rest."""

    schedule: Schedule
    text: str = field(repr=False)
    said: tuple[str, ...] = field(repr=False)
    guesses: frozenset[Guess] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """No meaning and no problem: no moment was told. The likeliest meaning comes first."""

    text: str = field(repr=False)
    meanings: tuple[Meaning, ...] = ()
    doubts: frozenset[Doubt] = frozenset()
    problem: Problem | None = None

    @property
    def is_certain(self) -> bool:
        """Whether there is one meaning, to be said back rather than asked."""
        return len(self.meanings) == 1 and self.problem is None
