"""Delays: "dans 3 jours", "dans une heure et demie", "J+8", "sous 48h", "d'ici deux semaines"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from care.moments.french.model import Doubt, Problem
from care.moments.french.slate import Slate, Span
from care.moments.french.told import DayTold, Told
from care.moments.french.vocabulary import number_of, pattern_of

_IN = r"(?:dans|d ici|sous|au bout de) (?:les |environ |a peu pres )?"
_CLOCKWISE = pattern_of(
    rf"{_IN}(?:(?P<n>NUMBER) ?(?P<u>minutes?|mins?|mn|heures?|hrs?|h)"
    r"(?:(?P<glued>[0-5][0-9])(?![0-9]| ?(?:cp|mg|ml|g)(?![a-z]))"
    r"| ?(?P<more>[0-5]?[0-9])(?: ?(?:minutes?|min|mn))?(?! ?[a-z0-9])"
    r"| (?P<word>NUMBER)(?= ?$|[,;.]))?"
    r"(?P<half> et demie?)?|(?P<half_hour>(?:une )?(?:demi|1/2)[ -]?h(?:eure)?)"
    r"|(?P<quarter>(?:un quart|1/4) d heure)|(?P<three>(?:trois quarts|3/4) d heure))"
)
_BY_DAYS = pattern_of(
    rf"{_IN}(?:(?P<n>NUMBER) ?(?:prochaine?s )?(?P<u>jours?|j|semaines?|sem|mois|ans?|annees?)"
    r"|(?:une |la )?(?P<about>huitaine|quinzaine)(?: de jours)?)"
)
_MEDICAL = pattern_of(r"(?:a |pour )?(?P<u>[jsm]) ?\+ ?(?P<n>[0-9]{1,3})")
_IDIOMS = {8: 7, 15: 14}
_UNITS = {"j": "days", "s": "weeks", "m": "months", "a": "years"}
_HORIZON = 3660


def find_delays(slate: Slate, told: Told) -> None:
    """Put into `told` the days counted from today, and the hours counted from now."""
    exact = slate.sweep(_CLOCKWISE, _clockwise)
    told.instant = exact[0] if exact else None
    for pattern in (_BY_DAYS, _MEDICAL):
        told.days += slate.sweep(pattern, lambda match: _by_days(match, told))


def _clockwise(match: re.Match[str]) -> tuple[Span, timedelta]:
    for name, minutes in (("half_hour", 30), ("quarter", 15), ("three", 45)):
        if match[name]:
            return match.span(), timedelta(minutes=minutes)
    unit = 60 if match["u"].startswith("h") else 1
    extra = number_of(match["glued"] or match["more"] or match["word"] or "0") if unit == 60 else 0
    if match["half"]:
        extra += unit // 2
    return match.span(), timedelta(minutes=number_of(match["n"]) * unit + extra)


def _by_days(match: re.Match[str], told: Told) -> DayTold:
    """Eight days are a week in French, and fifteen two; or the number says what it says."""
    names = match.groupdict()
    if about := names.get("about"):
        days = 7 if about == "huitaine" else 14
        return DayTold(match.span(), (told.today + timedelta(days=days),))
    number, unit = number_of(match["n"]), _UNITS[match["u"][0]]
    found = _after(told.today, number, unit)
    if found is None or (found - told.today).days > _HORIZON:
        told.problem = Problem.TOO_FAR
        return DayTold(match.span(), ())
    if unit == "days" and number in _IDIOMS and match.re is _BY_DAYS:
        idiom = told.today + timedelta(days=_IDIOMS[number])
        return DayTold(match.span(), (idiom, found), doubt=Doubt.IDIOM)
    return DayTold(match.span(), (found,))


def _after(today: date, number: int, unit: str) -> date | None:
    delays = {
        "days": relativedelta(days=number),
        "weeks": relativedelta(weeks=number),
        "months": relativedelta(months=number),
        "years": relativedelta(years=number),
    }
    try:
        return today + delays[unit]
    except (ValueError, OverflowError):
        return None
