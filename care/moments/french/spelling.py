"""Words of time that were mistyped: only those that no other word comes near."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from care.moments.french.vocabulary import (
    ABBREVIATIONS,
    BEFORE_HOUR,
    NEXT,
    PARTS,
    SHORT_WEEKDAYS,
    TOLERANT,
    WEEKDAYS,
    WORDS_OF_THEIR_OWN,
)

_WORD = re.compile(r"[a-z]+", re.ASCII)
_SHORTEST = 5
_BETWEEN = frozenset({",", "/", "&", "-", ".", "et", "puis"})
_PERIODS = frozenset({*WEEKDAYS, *SHORT_WEEKDAYS, "semaine", "sem", "mois", "we", "end"})
_OF_DAY = frozenset({*PARTS, *NEXT, "prochain", "proch"})
_LEADS_TO_HOUR = frozenset({"a", "vers", "avant", "des", *PARTS})


def corrected(word: str, written: str, *, is_first: bool) -> str:
    """`word` (folded), or the word of time that it is a slip of.

    One letter too many, missing, wrong or two exchanged; the first letter is right. What is
    `written` with a capital inside a sentence is a name.
    """
    if len(word) < _SHORTEST or word in WORDS_OF_THEIR_OWN or word in TOLERANT:
        return word
    if not _WORD.fullmatch(word) or (written[:1].isupper() and not is_first):
        return word
    near = [
        one
        for one in TOLERANT
        if one[0] == word[0] and OSA.distance(word, one, score_cutoff=1) <= 1
    ]
    if len(near) > 1:  # "lundisi" is near "lundi" and "lundis": the same day
        near = near if len({one.rstrip("s") for one in near}) > 1 else near[:1]
    return near[0] if len(near) == 1 else word


def written_out(pieces: Sequence[str], rank: int) -> str:
    """The word at `rank`, or what it is short for beside others: "lun mer ven", "dem 8h"."""
    word = pieces[rank]
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    if word in BEFORE_HOUR:
        after = _beside(pieces, rank, 1)
        return BEFORE_HOUR[word] if _leads_to_hour(after) else word
    if word in NEXT:
        before = _beside(pieces, rank, -1)
        feminine = "e" if before in {"semaine", "sem"} else ""
        return NEXT[word] + feminine if before in _PERIODS else word
    if word in SHORT_WEEKDAYS:
        before, after = _beside(pieces, rank, -1), _beside(pieces, rank, 1)
        is_day = before in SHORT_WEEKDAYS or after in SHORT_WEEKDAYS or after in _OF_DAY
        return WEEKDAYS[SHORT_WEEKDAYS.index(word)] if is_day else word
    return word


def _leads_to_hour(after: str) -> bool:
    return not after or after.isdigit() or after in _LEADS_TO_HOUR


def _beside(pieces: Sequence[str], rank: int, step: int) -> str:
    """The nearest word before or after; empty when there is none."""
    rank += step
    while 0 <= rank < len(pieces) and (pieces[rank].isspace() or pieces[rank] in _BETWEEN):
        rank += step
    return pieces[rank] if 0 <= rank < len(pieces) else ""
