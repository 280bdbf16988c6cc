"""Days told by the calendar: "jeudi prochain", "le 14 juin", "14/06", "fin de semaine"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from care.moments.french.dates import find_dates
from care.moments.french.model import Doubt, Guess
from care.moments.french.slate import Slate
from care.moments.french.told import DayTold, Told
from care.moments.french.vocabulary import RANKS, month_of, pattern_of, weekday_of

_GUESSED = frozenset({Guess.DAY})
_WEEKDAY = pattern_of(
    r"(?:(?P<det>le|ce|les) )?(?P<wd>WEEKDAY)"
    r"(?: (?P<after>prochains?|en huit|en quinze|de (?:la )?semaine prochaine"
    r"|de cette semaine|qui vient|suivant))?"
)
_NEXT_WEEKDAY = pattern_of(r"(?:la )?semaine prochaine,? (?:le )?(?P<wd>WEEKDAY)")
_RANKED = pattern_of(
    r"(?:le )?(?P<rank>RANK) (?P<wd>WEEKDAY) (?:(?:du|de ce) mois(?P<next> prochain)?"
    r"|(?:de|d) ?(?P<month>MONTH))"
)
_IN_MONTH = pattern_of(
    r"(?:(?P<edge>fin|debut|mi|courant|en|a la fin de|au debut de|a la fin d|au debut d)[ -])"
    r"(?P<month>MONTH)"
)
Reader = Callable[[re.Match[str], date], "DayTold | None"]


def find_days(slate: Slate, told: Told) -> list[DayTold]:
    """The days told in what is left of the sentence, in the order of the sentence."""
    days = find_dates(slate, told)
    for pattern, read in _READERS:
        days += slate.sweep(pattern, lambda match, read=read: read(match, told.today))  # type: ignore[misc]
    return sorted(days, key=lambda day: day.span)


def coming(weekday: int, today: date) -> date:
    """The first such weekday from `today` on."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def ranked_weekday(year: int, month: int, rank: int, weekday: int) -> date:
    """The first (1) to fourth, or the last (-1), such weekday of a month."""
    length = monthrange(year, month)[1]
    days = [day for n in range(1, length + 1) if (day := date(year, month, n)).weekday() == weekday]
    return days[-1] if rank == -1 else days[rank - 1]


def _weekday(match: re.Match[str], today: date) -> DayTold:
    weekday, after = weekday_of(match["wd"]), match["after"]
    first = coming(weekday, today)
    span = match.span()
    if after is not None and after not in {"qui vient", "suivant"}:
        return _precise(match, after.rstrip("s"), first, today)
    if match["det"] == "ce":
        return DayTold(span, (first,))
    every = weekday if match["det"] == "le" and after is None else None
    if first == today:
        both = (today, today + timedelta(days=7))
        return DayTold(span, both, doubt=Doubt.TODAY_OR_NEXT, every=every)
    return DayTold(span, (first,), every=every)


def _precise(match: re.Match[str], after: str, first: date, today: date) -> DayTold:
    monday = today - timedelta(days=today.weekday())
    next_week = monday + timedelta(days=7 + first.weekday())
    span = match.span()
    if after.startswith("en "):
        return DayTold(span, (first + timedelta(days=7 if after == "en huit" else 14),))
    if after == "de cette semaine":
        return DayTold(span, (monday + timedelta(days=first.weekday()),))
    if after != "prochain" or first in {today, next_week}:
        return DayTold(span, (next_week,))
    return DayTold(span, (first, next_week), doubt=Doubt.THIS_OR_NEXT_WEEK)


def _next_weekday(match: re.Match[str], today: date) -> DayTold:
    monday = today + timedelta(days=7 - today.weekday())
    return DayTold(match.span(), (monday + timedelta(days=weekday_of(match["wd"])),))


def _ranked(match: re.Match[str], today: date) -> DayTold:
    rank, weekday = RANKS[match["rank"]], weekday_of(match["wd"])
    first = today.replace(day=1)
    if match["next"]:
        first = next_month(first)
    if match["month"]:
        first = date(today.year, month_of(match["month"]), 1)
    day = ranked_weekday(first.year, first.month, rank, weekday)
    if day < today:
        year = first.year + 1 if match["month"] else next_month(first).year
        month = first.month if match["month"] else next_month(first).month
        day = ranked_weekday(year, month, rank, weekday)
    return DayTold(match.span(), (day,))


def next_month(day: date) -> date:
    """The first day of the month after that of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _in_month(match: re.Match[str], today: date) -> DayTold:
    edge = match["edge"]
    month = month_of(match["month"])
    if "fin" in edge:
        last = _last_of(date(today.year, month, 1))
        return DayTold(match.span(), (last if last >= today else _last_of(_later(last)),))
    day = date(today.year, month, 15 if edge == "mi" else 1)
    guesses = frozenset() if edge == "mi" else _GUESSED
    if day < today <= _last_of(day) and edge != "mi":  # the month has begun: as soon as possible
        return DayTold(match.span(), (today,), guesses=guesses)
    return DayTold(match.span(), (day if day >= today else _later(day),), guesses=guesses)


def _later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28))


def _last_of(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _today(match: re.Match[str], today: date) -> DayTold:
    return DayTold(match.span(), (today,))


def _in_days(days: int) -> Reader:
    return lambda match, today: DayTold(match.span(), (today + timedelta(days=days),))


def _this_week(weekday: int, weeks: int = 0) -> Reader:
    """A part of the week that is understood as one day of it, or as today when it has begun."""

    def read(match: re.Match[str], today: date) -> DayTold:
        monday = today - timedelta(days=today.weekday())
        day = monday + timedelta(days=weekday + 7 * weeks)
        if day < today:
            day = today if weekday >= 5 or today.weekday() == weekday else day + timedelta(days=7)
        return DayTold(match.span(), (day,), guesses=_GUESSED)

    return read


def _month_edge(match: re.Match[str], today: date) -> DayTold:
    month = next_month(today) if match["next"] else today
    if "fin" in match["edge"]:
        return DayTold(match.span(), (_last_of(month),))
    first = month.replace(day=1)
    return DayTold(match.span(), (first if first >= today else next_month(today),))


def _next_month(match: re.Match[str], today: date) -> DayTold:
    return DayTold(match.span(), (next_month(today),), guesses=_GUESSED)


_THE_WEEK = r"(?:de |de la )?semaine"
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (pattern_of("apres[ -]demain(?: dans la journee)?"), _in_days(2)),
    (pattern_of("demain(?: dans la journee)?"), _in_days(1)),
    (
        pattern_of("aujourd ?h?ui|auj|(?:a )?ce jour|dans la journee"),
        _today,
    ),
    (_NEXT_WEEKDAY, _next_weekday),
    (_RANKED, _ranked),
    (_WEEKDAY, _weekday),
    (pattern_of(rf"(?:en |a la )?fin {_THE_WEEK} prochaine"), _this_week(4, 1)),
    (pattern_of(rf"(?:en |au )?milieu {_THE_WEEK} prochaine"), _this_week(2, 1)),
    (
        pattern_of(r"(?:(?:en |au )?debut (?:de |de la )?)?(?:la )?semaine prochaine"),
        _this_week(0, 1),
    ),
    (
        pattern_of(rf"(?:en |a la |la )?fin {_THE_WEEK}|(?:dans|cette) (?:la )?semaine"),
        _this_week(4),
    ),
    (pattern_of(rf"(?:en |au )?milieu {_THE_WEEK}"), _this_week(2)),
    (pattern_of("(?:le )?week[ -]?end prochain"), _this_week(5, 1)),
    (pattern_of("(?:ce |le |pendant le )?week[ -]?end"), _this_week(5)),
    (
        pattern_of(
            r"(?:en |a la |le |au )?(?P<edge>fin|debut) (?:de |du )?mois(?P<next> prochain)?"
        ),
        _month_edge,
    ),
    (pattern_of("(?:le |au )?mois prochain"), _next_month),
    (_IN_MONTH, _in_month),
)
