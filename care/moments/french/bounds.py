"""How long something comes back: "pendant 10 jours", "5 fois", "sauf le dimanche"."""

from __future__ import annotations

import re

from care.moments.french.repeats import LIST, NO_DATE, weekdays_in
from care.moments.french.slate import Slate
from care.moments.french.told import BoundTold
from care.moments.french.vocabulary import number_of, pattern_of

_LENGTH = pattern_of(
    r"(?<!dans )(?:(?P<lasts>(?:pendant|pdt|durant) (?:les )?|x ?)|(?:pour|sur|les) (?:les )?)"
    r"(?P<n>NUMBER) ?"
    r"(?:prochains |prochaines )?(?P<u>jours?|j|semaines?|sem|mois)"
)
_COUNT = pattern_of(r"(?P<n>NUMBER) fois(?! (?:par|plus|moins)| ?/)")
_SPARED = pattern_of(
    r"(?:sauf|hormis|excepte|hors) (?:le |les )?"
    rf"(?:(?P<end>week[ -]?ends?)|(?P<list>{LIST})){NO_DATE}"
)


def find_bounds(slate: Slate) -> list[BoundTold]:
    """The bounds told."""
    return [
        *slate.sweep(_SPARED, _spared),
        *slate.sweep(_LENGTH, _length),
        *slate.sweep(_COUNT, _count),
    ]


def _spared(match: re.Match[str]) -> BoundTold:
    return BoundTold(match.span(), spared=(5, 6) if match["end"] else weekdays_in(match["list"]))


def _length(match: re.Match[str]) -> BoundTold | None:
    number, unit, lasts = number_of(match["n"]), match["u"], match["lasts"] is not None
    if not 1 <= number <= 366:
        return None
    if unit.startswith("m"):
        return BoundTold(match.span(), months=number, lasts=lasts) if number <= 120 else None
    days = number * (7 if unit.startswith("s") else 1)
    return BoundTold(match.span(), days=days, lasts=lasts)


def _count(match: re.Match[str]) -> BoundTold | None:
    number = number_of(match["n"])
    return BoundTold(match.span(), count=number) if number else None
