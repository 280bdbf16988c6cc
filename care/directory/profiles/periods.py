"""Days away as people write them: "jusqu'au 3/12", "du 24 décembre au 2 janvier", "demain"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from care.directory.profiles.model import Absence
from care.directory.profiles.plain import plain
from care.runtime.errors import Refusal

_DATA = tomllib.loads(Path(__file__).with_name("periods.toml").read_text(encoding="utf-8"))
_MONTHS: dict[str, int] = _DATA["months"]
_WEEKDAYS: list[str] = _DATA["weekdays"]
_LONGEST = timedelta(days=730)
LONGEST_NOTE = 120

_DAY = (
    r"(?:1er|\d{1,2})(?:\s*[/.]\s*\d{1,2}(?:\s*[/.]\s*\d{2,4})?"
    rf"|\s+(?:{'|'.join(_MONTHS)})\b\.?(?:\s+\d{{4}})?)"
)
_SINGLE = rf"{_DAY}|demain|aujourd hui|ce jour|{'|'.join(_WEEKDAYS)}"
_FROM_TO = re.compile(
    rf"\b(?:du|de|entre(?: le)?|a partir du)\s+(?P<first>{_SINGLE}|\d{{1,2}})\s+"
    rf"(?:inclus\s+)?(?:au|a|et(?: le)?|jusqu au)\s+(?P<last>{_SINGLE})(?:\s+(?:inclus|compris))?"
)
_UNTIL = re.compile(rf"\bjusqu (?:au|a)(?: ce)?\s+(?P<last>{_SINGLE})(?:\s+(?:inclus|compris))?")
_ON = re.compile(rf"(?:\ble\s+)?\b(?P<first>{_SINGLE})")
_WEEK = re.compile(r"\b(?:cette|la) semaine( prochaine)?\b")
_LENGTH = re.compile(r"\b(?:pendant |pour )?(?P<count>\d{1,3})\s*(?P<unit>jours?|j|semaines?)\b")


@dataclass(frozen=True, slots=True)
class _Found:
    first: date
    last: date
    end: int


def parse_absence(text: str, today: date) -> Absence:
    """The days that `text` tells, from `today` on; what follows them is the note.

    A day without its year is the next one to come. Raises Refusal.
    """
    folded = plain(text)
    found = _find(folded, today)
    if found is None:
        raise Refusal("absence-unclear")
    if found.last < today or found.last < found.first:
        raise Refusal("absence-over")
    if found.last - today > _LONGEST:
        raise Refusal("absence-too-long")
    note = text[found.end :].strip(" ,;:-–.()")
    return Absence(found.first, found.last, note[:LONGEST_NOTE])


def _find(folded: str, today: date) -> _Found | None:
    if match := _FROM_TO.search(folded):
        return _from_to(match, today)
    if match := _UNTIL.search(folded):
        return _Found(today, _day(match["last"], today), match.end())
    if match := _WEEK.search(folded):
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 if match[1] else 0)
        return _Found(max(today, monday), monday + timedelta(days=6), match.end())
    if match := _LENGTH.search(folded):
        days = int(match["count"]) * (7 if match["unit"].startswith("s") else 1)
        return _Found(today, today + timedelta(days=max(days, 1) - 1), match.end())
    if match := _ON.search(folded):
        day = _day(match["first"], today)
        return _Found(day, day, match.end())
    return None


def _from_to(match: re.Match[str], today: date) -> _Found:
    """A first day alone ("du 3 au 10/12") takes its month from the last."""
    last = _day(match["last"], today)
    if not match["first"].isdigit():
        first = _day(match["first"], today)
        if first > last:  # the last day's year was guessed too early, or the first has begun
            later = _day(match["last"], first)
            begun = _day(match["first"], first - timedelta(days=370))
            first, last = (begun, last) if begun <= today <= last else (first, later)
        return _Found(first, last, match.end())
    try:
        first = last.replace(day=int(match["first"]))
    except ValueError:
        raise Refusal("absence-unclear") from None
    return _Found(first, last, match.end())


def _day(text: str, today: date) -> date:
    if text in {"aujourd hui", "ce jour"}:
        return today
    if text == "demain":
        return today + timedelta(days=1)
    if text in _WEEKDAYS:
        return today + timedelta(days=(_WEEKDAYS.index(text) - today.weekday()) % 7)
    numbers = [int(number) for number in re.findall(r"\d+", text.replace("1er", "1"))]
    if named := next(
        (month for name, month in _MONTHS.items() if re.search(rf"{name}\b", text)), 0
    ):
        numbers.insert(1, named)
    day, month, *year = numbers
    return _date(day, month, year[0] if year else None, today)


def _date(day: int, month: int, year: int | None, today: date) -> date:
    try:
        if year is not None:
            return date(year + 2000 if year < 100 else year, month, day)
        for guess in range(today.year, today.year + 9):  # 29 February comes back in eight at most
            try:
                if (found := date(guess, month, day)) >= today:
                    return found
            except ValueError:
                if (day, month) != (29, 2):
                    raise
    except ValueError:
        pass
    raise Refusal("absence-unclear")
