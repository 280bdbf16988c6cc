"""Days away as people write them: "jusqu'au 3/12", "du 24 décembre au 2 janvier", "demain"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

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
_DATED_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})(?=\s+(?:1er|\d))")
_FROM_TO = re.compile(
    r"(?:\ba partir |\bdes )?\b(?:du|de|entre(?: le)?|(?<=des )le)\s+"
    rf"(?P<first>{_SINGLE}|1er|\d{{1,2}})\s+"
    rf"(?:inclus\s+)?(?:au|a|et(?: le)?|jusqu au)\s+(?P<last>{_SINGLE})(?:\s+(?:inclus|compris))?"
)
_UNTIL = re.compile(rf"\bjusqu(?:e| au| a)(?: ce)?\s+(?P<last>{_SINGLE})(?:\s+(?:inclus|compris))?")
_ON = re.compile(
    rf"(?:\b(?P<the>le)\s+)?\b(?P<first>{_SINGLE})(?P<next>\s+prochain)?(?:\s+(?:inclus|compris))?"
)
_WEEKLY = re.compile(rf"\b(?:les|chaque)\s+(?P<day>{'|'.join(_WEEKDAYS)})s?\b")
_WEEKEND = re.compile(r"\b(?:ce|le) week[ -]?end( prochain)?\b")
_WEEK = re.compile(r"\b(?:cette|la) semaine( prochaine)?\b")
_LENGTH = re.compile(r"\b(?:pendant |pour )?(?P<count>\d{1,3})\s*(?P<unit>jours?|j|semaines?)\b")

# Who stands in may be said with figures; before that, any other word of time was not understood.
_WHO = re.compile(rf"\b(?:{'|'.join(_DATA['words']['who'])})")
_TIME = re.compile(
    rf"\d|\b(?:{'|'.join((*_MONTHS, *_WEEKDAYS, *_DATA['words']['time']))})\b"
    r"|\b(?:du|depuis)\s*$"
)
_FILL = re.compile(rf"\b(?:{'|'.join(_DATA['words']['fill'])})\b")


@dataclass(frozen=True, slots=True)
class _Found:
    first: date
    last: date
    start: int
    end: int


def parse_absence(text: str, today: date) -> Absence:
    """The days that `text` tells, from `today` on; what follows them is the note.

    A day without its year is the next one to come. Nothing said of time is left out: what is not
    understood is refused. Raises Refusal.
    """
    folded = _DATED_WEEKDAY.sub(lambda day: " " * len(day[0]), plain(text))
    found = _find(folded, today)
    if found is None:
        raise Refusal("absence-unclear")
    _check_nothing_is_left(text, folded, found)
    if found.last < today or _is_just_over(folded[found.start : found.end], found, today):
        raise Refusal("absence-over")
    if found.last < found.first:
        raise Refusal("absence-unclear")
    if found.last - today > _LONGEST:
        raise Refusal("absence-too-long")
    parts = [text[: found.start], text[found.end :]]
    if not re.search(r"\w", _FILL.sub("", folded[: found.start])):
        parts = parts[1:]
    note = ", ".join(part for part in (one.strip(" \n\t,;:-–.()") for one in parts) if part)
    return Absence(found.first, found.last, note[:LONGEST_NOTE])


def _check_nothing_is_left(text: str, folded: str, found: _Found) -> None:
    for start, end in ((0, found.start), (found.end, len(text))):
        who = _WHO.search(folded, start, end)
        limit = who.start() if who else end
        if _TIME.search(folded[start:limit]):
            raise Refusal("absence-rest", said=text.strip()[:LONGEST_NOTE])


def _is_just_over(said: str, found: _Found, today: date) -> bool:
    """Whether a day said without its year, taken for next year's, was rather of last month."""
    dated = re.search(r"\d{4}|[/.]\s*\d{1,2}\s*[/.]\s*\d{2}", said)
    return dated is None and found.first - today > timedelta(days=335)


def _find(folded: str, today: date) -> _Found | None:
    if (match := _WEEKLY.search(folded)) and not _WHO.search(folded, 0, match.start()):
        _refuse_weekly(match["day"], today)
    if match := _FROM_TO.search(folded):
        return _from_to(match, today)
    if match := _UNTIL.search(folded):
        return _Found(today, _day(match["last"], today), *match.span())
    if match := _WEEKEND.search(folded):
        saturday = today + timedelta(days=5 - today.weekday() + (7 if match[1] else 0))
        return _Found(max(today, saturday), saturday + timedelta(days=1), *match.span())
    if match := _WEEK.search(folded):
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 if match[1] else 0)
        return _Found(max(today, monday), monday + timedelta(days=6), *match.span())
    if match := _LENGTH.search(folded):
        days = int(match["count"]) * (7 if match["unit"].startswith("s") else 1)
        return _Found(today, today + timedelta(days=max(days, 1) - 1), *match.span())
    if match := _ON.search(folded):
        day = _day(match["first"], today)
        if match["first"] in _WEEKDAYS:
            if match["the"] and not match["next"]:  # "le mercredi" is every Wednesday
                _refuse_weekly(match["first"], today)
            if match["next"] and day == today:
                day += timedelta(days=7)
        return _Found(day, day, *match.span())
    return None


def _refuse_weekly(weekday: str, today: date) -> NoReturn:
    raise Refusal("absence-weekly", day=weekday, date=_day(weekday, today).strftime("%d/%m"))


def _from_to(match: re.Match[str], today: date) -> _Found:
    """A first day alone ("du 3 au 10/12") takes its month from the last."""
    last = _day(match["last"], today)
    number = match["first"].replace("1er", "1")
    if not number.isdigit():
        first = _day(match["first"], today)
        if first > last:  # the last day's year was guessed too early, or the first has begun
            later = _day(match["last"], first)
            begun = _day(match["first"], first - timedelta(days=370))
            first, last = (begun, last) if begun <= today <= last else (first, later)
        return _Found(first, last, *match.span())
    try:
        first = last.replace(day=int(number))
    except ValueError:
        raise Refusal("absence-unclear") from None
    return _Found(first, last, *match.span())


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
