"""Dates of the calendar: "14 juin", "jeudi 14/06", "2026-06-14", "le 14"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from care.moments.french.model import Doubt, Guess, Problem
from care.moments.french.slate import Slate
from care.moments.french.told import DayTold, Told
from care.moments.french.vocabulary import month_of, pattern_of, weekday_of

_WD = r"(?:(?:le |ce |du |au )?(?P<wd>WEEKDAY) )?(?:le )?"
_NAMED = pattern_of(rf"{_WD}(?P<d>[0-9]{{1,2}}|1er|premier) (?P<m>MONTH)(?: (?P<y>20[0-9]{{2}}))?")
_NUMERIC = pattern_of(
    rf"{_WD}(?<![0-9./-])(?P<d>[0-9]{{1,2}}) ?(?P<sep>[/.-]) ?(?P<m>[0-9]{{1,2}})"
    r"(?: ?(?P=sep) ?(?P<y>20[0-9]{2}|[0-9]{2}))?(?![./-]?[0-9])"
)
_ISO = pattern_of(
    rf"{_WD}(?<![0-9./-])(?P<y>20[0-9]{{2}})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})(?![./-][0-9])"
)
_FROM_DAY = pattern_of(
    r"(?:du|entre le) (?P<d>[0-9]{1,2}|1er)(?= (?:au|et le) (?:[0-9]{1,2}|1er)"
    r"(?: (?P<m>MONTH)| ?/ ?(?P<n>[0-9]{1,2})))"
)
_ALONE = pattern_of(
    r"(?:(?P<lead>le|ce) (?:(?P<wd>WEEKDAY) )?|(?P<weekday>WEEKDAY) )(?P<d>[0-9]{1,2}|1er)"
    r"(?: du mois)?(?P<next> du mois prochain)?"
    r"(?=$|[,;.!?)]| ?$"
    r"| (?:a|vers|avant|des|pour|chez|avec|au|matin|midi|apres|soir|et|ou)(?![a-z])"
    r"| [0-9]{1,2} ?[h:]|\x1f| @)"
)
_BEFORE_HOUR = re.compile(r" (?:a |vers )?[0-9]{1,2} ?h")
_OF = re.compile(r"(?:^|[^a-z])du $")
_YEARS = 9
_FAR = timedelta(days=45)
_LONG_AFTER = timedelta(days=240)  # it was less than four months ago


def find_dates(slate: Slate, told: Told) -> list[DayTold]:
    """The dates told; a date that no calendar has is a problem."""
    today = told.today
    days = []
    days += slate.sweep(_FROM_DAY, lambda match: _first_of_range(match, today))
    for pattern in (_ISO, _NAMED, _NUMERIC):
        days += slate.sweep(pattern, lambda match: _dated(match, told))
    days += slate.sweep(_ALONE, lambda match: _day_alone(match, today))
    return days


def next_date(day: int, month: int, today: date) -> date | None:
    """The first such date from `today` on; None when no year has it."""
    for year in range(today.year, today.year + _YEARS):  # 29 February comes back in eight at most
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _dated(match: re.Match[str], told: Told) -> DayTold | None:
    numeric = match.re is _NUMERIC
    month = int(match["m"]) if match["m"].isdigit() else month_of(match["m"])
    day = 1 if match["d"] in {"1er", "premier"} else int(match["d"])
    if numeric and not _is_date(match, day, month):
        return None
    year = None if match["y"] is None else int(match["y"]) % 100 + 2000
    try:
        found = date(year, month, day) if year else next_date(day, month, told.today)
    except ValueError:
        found = None
    if found is None:
        told.problem = Problem.NO_SUCH_DAY
        return DayTold(match.span(), ())
    if year is None and _is_of_the_past(match, found, told.today):
        return None
    if match["wd"]:
        return _checked(match, found, told.today, sure=year is not None)
    if year is not None:
        return DayTold(match.span(), (found,))
    swapped = _swapped(match, day, month, told.today) if numeric else None
    if swapped is not None:
        return DayTold(match.span(), (found, swapped), doubt=Doubt.DAY_OR_MONTH)
    return _yearless(match, found, told.today)


def _is_of_the_past(match: re.Match[str], found: date, today: date) -> bool:
    """Of "le compte rendu du 12/05", when that day was not long ago: no moment."""
    before = match.string[: match.start()]
    is_of = _OF.search(before) or match[0].startswith("du ")
    if not is_of or re.match(r" (?:au|jusqu)(?![a-z])", match.string[match.end() :]):
        return False
    return found - today > _LONG_AFTER


def _is_date(match: re.Match[str], day: int, month: int) -> bool:
    """Whether numbers are a date: with dots or dashes only when they cannot be anything else."""
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    if match["sep"] == "/":
        return True
    surely = match["y"] is not None or _BEFORE_HOUR.match(match.string, match.end()) is not None
    return surely and len(match["d"] + match["m"]) == 4


def _swapped(match: re.Match[str], day: int, month: int, today: date) -> date | None:
    """The other way to read a bare "5/6". With "le", a zero or an hour, France's way is the one."""
    bare = match.start() == match.start("d") and len(match["d"]) == len(match["m"]) == 1
    before = match.string[: match.start()].rstrip()
    led = re.search(r"(?:^|[^a-z])(?:le|du|au|des|avant|partir|compter)$", before)
    if not bare or day == month or led or _BEFORE_HOUR.match(match.string, match.end()):
        return None
    return next_date(month, day, today)


def _yearless(match: re.Match[str], found: date, today: date) -> DayTold:
    """A date that has just passed is next year's: said back as a guess."""
    is_far = found - today > timedelta(days=300)
    guesses = frozenset({Guess.YEAR} if is_far else ())
    later = next_date(found.day, found.month, today + timedelta(days=1)) if found == today else None
    return DayTold(match.span(), (found,), guesses=guesses, later=later)


def _checked(match: re.Match[str], found: date, today: date, *, sure: bool) -> DayTold:
    weekday = weekday_of(match["wd"])
    if found.weekday() == weekday:
        return _yearless(match, found, today) if not sure else DayTold(match.span(), (found,))
    same_week = found + timedelta(days=weekday - found.weekday())
    return DayTold(match.span(), (found, same_week), doubt=Doubt.DAY_AND_DATE)


def _first_of_range(match: re.Match[str], today: date) -> DayTold | None:
    """The "3" of "du 3 au 10 juin"."""
    month = month_of(match["m"]) if match["m"] else int(match["n"])
    day = 1 if match["d"] == "1er" else int(match["d"])
    found = next_date(day, month, today) if 1 <= month <= 12 else None
    return None if found is None else DayTold(match.span(), (found,))


def _day_alone(match: re.Match[str], today: date) -> DayTold | None:
    """ "le 14", "jeudi 14": of this month, or of the first that has such a day (and weekday)."""
    day = 1 if match["d"] == "1er" else int(match["d"])
    named = match["wd"] or match["weekday"]
    found = _days_of_month(day, today)
    if named is not None:
        found = [one for one in found if one.weekday() == weekday_of(named)]
    if match["next"]:
        found = [one for one in found if (one.year, one.month) != (today.year, today.month)]
    if not found:
        return None
    nearest = _days_of_month(day, today)[0]
    if named is not None and found[0] - nearest > _FAR:
        day_of_week = nearest + timedelta(days=weekday_of(named) - nearest.weekday())
        days = tuple(one for one in (nearest, day_of_week, found[0]) if one >= today)
        return DayTold(match.span(), days, doubt=Doubt.DAY_AND_DATE)
    if found[0] == today and named is None:
        return DayTold(match.span(), tuple(found[:2]), doubt=Doubt.TODAY_OR_NEXT)
    return DayTold(match.span(), (found[0],), later=found[1] if len(found) > 1 else None)


def _days_of_month(day: int, today: date) -> list[date]:
    found = []
    for months in range(13):
        year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
        if 1 <= day <= 31:
            try:
                one = date(year, month + 1, day)
            except ValueError:
                continue
            if one >= today:
                found.append(one)
    return found
