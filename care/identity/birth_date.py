"""Dates of birth, whole or partly known, and ages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from care.identity.reason import IdentityRefused, Reason

_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        r"(?P<d>\d{1,2})[/.\- ](?P<m>\d{1,2})[/.\- ](?P<y>\d{4})",
        r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<m>\d{1,2})[/.\-](?P<y>\d{4})",
        r"(?P<y>\d{4})-(?P<m>\d{2})",
        r"(?P<y>\d{4})",
    )
)


class Closeness(StrEnum):
    """How two values of one trait stand to each other."""

    EQUAL = "equal"
    CLOSE = "close"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class BirthDate:
    """A date of birth. Without a month there is no day. Raises IdentityRefused when impossible."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR or (self.day and not self.month):
            raise IdentityRefused(Reason.NO_SUCH_DATE)
        try:
            date(self.year, *(1 if part is None else part for part in (self.month, self.day)))
        except ValueError:
            raise IdentityRefused(Reason.NO_SUCH_DATE) from None

    @property
    def is_whole(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    @property
    def conventional(self) -> date:
        """The date that RNIV writes for it: unknown day → 01; day and month unknown → 31/12."""
        if self.month is None:
            return date(self.year, 12, 31)
        return date(self.year, self.month, self.day or 1)


@dataclass(frozen=True, slots=True)
class Age:
    """Completed years and months. Not exact: the person may be older by what is not known."""

    years: int
    months: int
    is_exact: bool


def parse_birth_date(text: str) -> BirthDate:
    """A date as people, datamatrices (JJ-MM-AAAA), CDA (AAAAMMJJ) and FHIR write it.

    `00` stands for what is not known. Raises IdentityRefused.
    """
    trimmed = text.strip()
    for shape in _SHAPES:
        if found := shape.fullmatch(trimmed):
            parts = {name: int(value) for name, value in found.groupdict().items()}
            month = parts.get("m") or None
            return BirthDate(parts["y"], month, (parts.get("d") or None) if month else None)
    raise IdentityRefused(Reason.NO_SUCH_DATE)


def compare_birth_dates(one: BirthDate, other: BirthDate) -> Closeness:
    """Close: one is a vaguer writing of the other, or a slip of the hand separates them."""
    if one == other:
        return Closeness.EQUAL
    if _is_vaguer(one, other) or _is_vaguer(other, one) or _is_slip(one, other):
        return Closeness.CLOSE
    return Closeness.DIFFERENT


def age_on(born: BirthDate, day: date) -> Age:
    """The age on `day`; somebody born on 29 February turns a year older on 1 March.

    What is not known of the date counts as latest, which never makes anybody of age too early.
    Raises IdentityRefused before the birth.
    """
    months = (day.year - born.year) * 12 + day.month - (born.month or 12)
    months -= day.day < (born.day or _last_day(born))
    if months < 0 and (born.year, born.month or 1, born.day or 1) > (day.year, day.month, day.day):
        raise IdentityRefused(Reason.NOT_BORN_YET)
    years, rest = divmod(max(0, months), 12)
    return Age(years, rest, born.is_whole)


def _last_day(born: BirthDate) -> int:
    if born.month in {4, 6, 9, 11}:
        return 30
    return 28 if born.month == 2 else 31


def _is_vaguer(vague: BirthDate, precise: BirthDate) -> bool:
    if vague.year != precise.year:
        return False
    if vague.month is None or vague.conventional == date(vague.year, 12, 31):
        return True
    return vague.month == precise.month and vague.day in {None, 1}


def _is_slip(one: BirthDate, other: BirthDate) -> bool:
    if not (one.is_whole and other.is_whole):
        return False
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    digits = zip(f"{one.conventional:%Y%m%d}", f"{other.conventional:%Y%m%d}", strict=True)
    return sum(a != b for a, b in digits) == 1
