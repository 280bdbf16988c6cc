"""Tries a question as typed, then with more typing errors, cut otherwise, or with less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from care.directory.national.matching import Asked, Match, Matcher
from care.directory.national.model import Wishes
from care.directory.national.question import MOST_WORDS, Question, Token
from care.directory.national.reading import NAMED_EXACTLY, Meanings, Reading
from care.directory.national.rewording import reword
from care.directory.national.scoring import MISSED
from care.directory.national.terms import Standpoint, Terms
from care.directory.national.vocabulary import Words

_AROUND_KM, _MOST_PLACES, _AROUND_LOSS = 20.0, 25, 0.004
_WEAK, _CLEARLY_BETTER = 0.72, 0.03
_LONG_WORD = 6
_MOST_REWORDINGS = 3
# Documents scored: about 15 ms, after which what was found has to do.
_MOST_WORK = 25_000


class Attempts:
    """Asks an index until the answer is good; may be used from several threads."""

    def __init__(
        self, matcher: Matcher, meanings: Meanings, standpoint: Standpoint, words: Words
    ) -> None:
        self._matcher, self._meanings = matcher, meanings
        self._standpoint, self._words = standpoint, words

    def settle(self, question: Question, wishes: Wishes) -> Question:
        """`question` with these `wishes`; around what is not known to be a place, nobody is."""
        if wishes.around:
            readings = self._meanings.read_all(question.tokens, 1)
            wishes = replace(wishes, around=any(map(_places_named, readings)))
        return replace(question, wishes=wishes)

    def best(self, question: Question, terms: Terms, wanted: int) -> Match:
        """What fits `question` best."""
        best = self._matcher.match(self._ask(question, question.tokens, 1, terms, wanted))
        if best.quality >= _WEAK:
            return best
        work = best.work
        for tokens, errors in self._second_thoughts(question):
            if work > _MOST_WORK:
                break
            other = self._matcher.match(self._ask(question, tokens, errors, terms, wanted))
            work += other.work
            if other.quality > best.quality + _CLEARLY_BETTER:
                best = other
        # The rarest word may be the wrong one; it is when doing without it would be better.
        if work <= _MOST_WORK and best.best < len(best.asked.tokens) - 1 - MISSED:
            best = self._matcher.match(best.asked, widely=True)
        return best if work > _MOST_WORK else self._from_named_place(best)

    def _second_thoughts(self, question: Question) -> Iterator[tuple[tuple[Token, ...], int]]:
        if any(len(token.word) >= _LONG_WORD for token in question.tokens):
            yield question.tokens, 2
        for tokens in islice(reword(question.tokens, self._words), _MOST_REWORDINGS):
            yield tokens[:MOST_WORDS], 1

    def _ask(
        self,
        question: Question,
        tokens: tuple[Token, ...],
        errors: int,
        terms: Terms,
        wanted: int,
    ) -> Asked:
        readings = self._meanings.read_all(tokens, errors)
        if question.wishes.around:
            limit = question.wishes.within_km or _AROUND_KM
            readings = tuple(self._widen(reading, limit) for reading in readings)
        return Asked(tokens, readings, terms, wanted)

    def _widen(self, reading: Reading, limit: float) -> Reading:
        """For "near …": the communes near the one named are meant too, less and less."""
        ranks = _places_named(reading)
        if not ranks:
            return reading
        km = self._standpoint.around(ranks)
        worth = np.where(km <= limit, NAMED_EXACTLY - _AROUND_LOSS * km, 0)
        return self._meanings.widened(reading, worth.astype(np.float32))

    def _from_named_place(self, match: Match) -> Match:
        """When nobody fits in the commune named, those who fit nearest to it."""
        asked = match.asked
        if not len(match.missed) or not match.missed[0] or asked.terms.is_narrow:
            return match
        for reading in asked.readings:
            if ranks := _places_named(reading):
                there = replace(asked.terms, km=self._standpoint.around(ranks))
                return self._matcher.match(replace(asked, terms=there), widely=True)
        return match


def _places_named(reading: Reading) -> list[int]:
    if reading.communes is None or not reading.surely(reading.communes):
        return []
    ranks: list[int] = np.flatnonzero(reading.communes >= reading.communes.max()).tolist()
    return ranks if len(ranks) <= _MOST_PLACES else []
