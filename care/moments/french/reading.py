"""A French sentence → when, and what remains to be said: "retrait pansement jeudi 8h15"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from care.moments.french.bounds import find_bounds
from care.moments.french.days import find_days
from care.moments.french.delays import find_delays
from care.moments.french.hours import find_hours
from care.moments.french.model import Guess, Meaning, Problem, Reading
from care.moments.french.repeats import find_repeats
from care.moments.french.resolving import resolve
from care.moments.french.sense import Sense
from care.moments.french.slate import Slate, Span
from care.moments.french.told import DayTold, Role, Told
from care.moments.french.vocabulary import NOT_MOMENTS, PAST, pattern_of
from care.moments.wall import PARIS, wall_of

_LONGEST = 2000  # a moment is told in the first lines; the rest is kept as it is
_MOST = 4
_BAD_HOUR = pattern_of(r"(?:a|vers) (?:2[5-9]|[3-9][0-9]) ?h(?:eures?)?|[0-9]{1,2}h[6-9][0-9]")
_ROLES = (
    (Role.UNTIL, re.compile(r"(?:^|[^a-z])(?:jusqu (?:au|a la|a|en)|jusque) (?:le |la )?$")),
    (Role.FROM, re.compile(r"(?:^|[^a-z])(?:a partir d[eu]?|a compter d[eu]|des) (?:le |la )?$")),
    (Role.BEFORE, re.compile(r"(?:^|[^a-z])avant (?:le |la )?$")),
    (Role.EXCEPT, re.compile(r"(?:^|[^a-z])(?:sauf|hormis|excepte|hors) (?:le |la )?$")),
)
_OPENS = re.compile(r"(?:^|[^a-z])(?:du|de|entre)(?: le)? ?$")
_CLOSES = re.compile(r"(?: inclus)? ?(?:au|a|et|jusqu au)(?: le)? ?")


def read_moment(text: str, now: datetime, zone: str = PARIS) -> Reading:
    """What `text` says of when, seen from `now`: never before it. Never raises for any text."""
    cut = len(text) if len(text) <= _LONGEST else text.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
    slate = Slate(text[:cut])
    told = Told(now, wall_of(now, zone).date(), zone)
    has_past = _find(slate, told)
    senses, problem = resolve(told)
    if not senses and problem is None and has_past:
        problem = Problem.PAST
    meanings = tuple(_meaning(slate, sense, text[cut:]) for sense in senses[:_MOST])
    doubts = frozenset(doubt for sense in senses for doubt in sense.doubts)
    rest = meanings[0].text if meanings else text.strip()
    return Reading(rest, meanings, doubts if len(meanings) > 1 else frozenset(), problem)


def _find(slate: Slate, told: Told) -> bool:
    """Fill `told`; whether something past is told too."""
    for pattern in NOT_MOMENTS:
        slate.sweep(pattern, lambda match: match)
    over = [match for pattern in PAST for match in slate.sweep(pattern, lambda match: match)]
    if slate.sweep(_BAD_HOUR, lambda match: match):
        told.problem = Problem.NO_SUCH_HOUR
    find_repeats(slate, told)
    told.bounds = find_bounds(slate)
    find_delays(slate, told)
    told.days += find_days(slate, told)
    told.days = _with_roles(slate, sorted(told.days, key=lambda day: day.span), told)
    told.hours = find_hours(slate, with_day=bool(told.days or told.repeats))
    return bool(over)


def _with_roles(slate: Slate, days: list[DayTold], told: Told) -> list[DayTold]:
    """Each day with what it is told for; "du … au …" makes a range of two."""
    days = [replace(day, role=_role(slate, day.span)) for day in days]
    for rank, (first, last) in enumerate(pairwise(days)):
        between = slate.whole[first.span[1] : last.span[0]]
        opening = slate.whole[max(first.span[0] - 20, 0) : first.span[0]]
        written = slate.whole[first.span[0] : last.span[1]]
        opens = _OPENS.search(opening) or written.startswith(("du ", "entre "))
        joined = between + ("au " if slate.whole[slice(*last.span)].startswith("au ") else "")
        if opens and _CLOSES.fullmatch(joined):
            days[rank : rank + 2] = [
                replace(first, role=Role.FROM),
                replace(last, role=Role.UNTIL),
            ]
            told.is_range = True
            break
    return days


def _role(slate: Slate, span: Span) -> Role:
    before = slate.whole[max(span[0] - 20, 0) : span[0]]
    return next((role for role, pattern in _ROLES if pattern.search(before)), Role.DUE)


def _meaning(slate: Slate, sense: Sense, tail: str) -> Meaning:
    guesses = sense.guesses | ({Guess.SPELLING} if slate.has_slip(sense.spans) else set())
    said = tuple(words for span in sorted(sense.spans) if (words := slate.said(span)))
    text = f"{slate.without(sense.spans)} {tail}".strip()
    return Meaning(sense.schedule, text, said, frozenset(guesses))
