"""Hours and parts of the day: "8h15", "midi et demi", "ce soir", "entre 9h et 10h"."""

from __future__ import annotations

import re
from dataclasses import replace

from care.moments.french.model import Guess
from care.moments.french.slate import Slate, Span
from care.moments.french.told import HoursTold
from care.moments.french.vocabulary import minutes_of, part_of, pattern_of

_NOON = 12 * 60
_SLACK = 3 * 60  # "17h" is said of the evening, "1h" of the afternoon
_LEAD = (
    r"(?:(?:a|vers|des|pour|avant|apres|au plus tard a|a partir de|d ici|sur les) (?:environ )?)?"
)
_BETWEEN = pattern_of(r"(?:de|entre) (?P<first>CLOCK|midi) (?:a|et) (?:CLOCK|midi|deux)")
_BARE_BETWEEN = pattern_of(r"entre (?P<first>[0-9]{1,2}) et (?:CLOCK)")
_DASHED = pattern_of(r"(?P<first>CLOCK|1?[0-9]|2[0-4]) ?- ?(?:CLOCK)")
_CLOCK = pattern_of(rf"{_LEAD}(?P<clock>CLOCK)(?: precises?| pile| environ| au plus tard)?")
_PART = pattern_of(
    r"(?:(?P<this>(?:ce|cet|cette|dans l|dans la|en|tot ce|tard ce) )"
    r"|(?P<each>(?:le|la|l) )|(?:au|du|de l|de la) |a (?:la )?|(?:vers|avant) (?=midi))?"
    r"(?P<part>PART)"
    r"(?! et (?:demi|quart)| moins)"
)
_SEVERAL_PARTS = pattern_of("PART(?:,| et| &|,? puis)(?: le| la| l)? PART")


def find_hours(slate: Slate, *, with_day: bool) -> HoursTold:
    """The hours told; `with_day`: a day or a repeat is told too, of which "matin" is a part."""
    ranges = _ranges(slate)
    alone = not (with_day or ranges or _beside(slate))
    parts = slate.sweep(_PART, lambda match: _part(match, alone=alone))
    clocks = ranges + slate.sweep(_CLOCK, _clock)
    told = HoursTold(
        spans=tuple(span for span, _ in clocks),
        minutes=tuple(minute for _, minute in clocks),
        part_spans=tuple(part.part_spans[0] for part in parts),
        starts=parts[0].starts if parts else None,
        ends=parts[0].ends if parts else None,
        of_today=any(part.of_today for part in parts),
        habitual=all(part.habitual for part in parts) and bool(parts),
    )
    if not clocks and parts:
        minutes = tuple(minute for part in parts for minute in part.minutes)
        guesses = frozenset() if set(minutes) == {_NOON} else frozenset({Guess.HOUR})
        return replace(told, minutes=minutes, guesses=guesses)
    return _in_part(told)


def _beside(slate: Slate) -> bool:
    """Whether a clock or another part of the day makes a moment of a bare "matin"."""
    return any(pattern.search(slate.line) for pattern in (_CLOCK, _SEVERAL_PARTS))


def _ranges(slate: Slate) -> list[tuple[Span, int]]:
    """Of "9h-10h" the first hour counts; its words stay where they are, they say more."""
    nowhere = []
    for pattern in (_BETWEEN, _BARE_BETWEEN, _DASHED):
        for match in list(pattern.finditer(slate.line)):
            slate.wipe(match.span())
            nowhere.append(((match.start(), match.start()), minutes_of(match["first"])))
    return nowhere


def _clock(match: re.Match[str]) -> tuple[Span, int]:
    return match.span(), minutes_of(match["clock"])


def _part(match: re.Match[str], *, alone: bool) -> HoursTold | None:
    """A bare "matin" beside nothing else is no moment; "le matin" may be every morning."""
    bare = match.start() == match.start("part") and not match["part"].startswith(("fin", "debut"))
    if alone and bare and match[0] != match.string.strip():
        return None
    starts, ends = part_of(match["part"])
    return HoursTold(
        starts=starts,
        minutes=(starts,),
        ends=ends,
        part_spans=(match.span(),),
        of_today=match["this"] is not None,
        habitual=match["each"] is not None,
    )


def _in_part(told: HoursTold) -> HoursTold:
    """The hours as the part of the day makes them: "8h" in the evening is 20 h."""
    if told.starts is None or told.ends is None:
        return told
    earliest = told.starts - _SLACK
    shifted = tuple(
        minute + _NOON if minute < _NOON and earliest <= minute + _NOON < told.ends else minute
        for minute in told.minutes
    )
    if shifted == told.minutes:
        return told
    return replace(told, minutes=shifted, guesses=frozenset({Guess.EVENING}))
