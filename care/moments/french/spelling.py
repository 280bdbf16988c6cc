"""Words of time that were mistyped: only those that no other word comes near."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from care.moments.french.vocabulary import TOLERANT, WORDS_OF_THEIR_OWN

_WORD = re.compile(r"[a-z]+", re.ASCII)
_SHORTEST = 5


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
