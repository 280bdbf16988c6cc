"""What people and structures say of themselves, beside what the national directory says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MIDNIGHT = 24 * 60


class Item(StrEnum):
    """What one may say of oneself."""

    SECRETARY_PHONE = "secretary_phone"
    URGENT_PHONE = "urgent_phone"
    EMAIL = "email"
    MAILBOX = "mailbox"
    LANGUAGES = "languages"
    HOURS = "hours"
    ABSENCES = "absences"
    ACCESS = "access"
    BIO = "bio"
    UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """An opening, in minutes from midnight by the clock on the wall; `end` may pass midnight."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hours:
    """A week of openings, Monday first; each day's in order, none overlapping."""

    days: tuple[tuple[Slot, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError("a week has seven days")


@dataclass(frozen=True, slots=True, order=True)
class Absence:
    """Days away or closed, both included; `note` is what was added, like who stands in."""

    first: date
    last: date
    note: str = ""

    def covers(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.first <= day <= self.last

    def follows(self, other: Absence) -> bool:
        """Whether this one goes on where `other` ends."""
        return self.first == other.last + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Profile:
    """All that someone said of themselves; phones in E.164, languages ISO 639-3 (`ara`)."""

    secretary_phone: str = ""
    urgent_phone: str = ""
    email: str = ""
    mailbox: str = ""
    languages: tuple[str, ...] = ()
    hours: Hours | None = None
    absences: tuple[Absence, ...] = ()
    access: str = ""
    bio: str = ""
    unlisted: bool = False


EMPTY = Profile()
