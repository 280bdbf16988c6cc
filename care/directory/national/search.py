"""Searches the whole country by what people type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

import numpy as np

from care.directory.model import Edition
from care.directory.national.deletes import Misspellings
from care.directory.national.editions import IndexDamaged, check
from care.directory.national.explaining import Explainer
from care.directory.national.matching import Match, Matcher
from care.directory.national.model import Filters, Found, FoundPerson
from care.directory.national.question import Question, Token, read_question
from care.directory.national.reading import NAMED_EXACTLY, SURELY_NAMED, Meanings, Reading
from care.directory.national.records import Records
from care.directory.national.rewording import reword
from care.directory.national.tables import MAILBOXES, ROWS, WORDS, load_lists, load_tables
from care.directory.national.terms import Standpoint, Terms
from care.directory.national.vocabulary import Words
from care.directory.search import Understood

_ANYONE = Filters()
_AROUND_KM, _MOST_PLACES = 20.0, 25
_AROUND_LOSS = 0.004
_WEAK, _CLEARLY_BETTER = 0.72, 0.03
_LONG_WORD = 6
_ROWS_PER_PERSON, _SPARE = 3, 20
_RPPS_DIGITS = 11


class NationalIndex:
    """One index, open; may be used from several threads. Raises IndexDamaged when it cannot be.

    `name` makes the opaque id of a person from their national id.
    """

    def __init__(self, folder: Path, name: Callable[[str], str]) -> None:
        self.edition: Edition = check(folder, light=frozenset({ROWS, MAILBOXES}))
        try:
            tables, self._lists = load_tables(folder), load_lists(folder)
            words = Words((folder / WORDS).read_text(encoding="ascii").split("\n"))
            self._records = Records(folder, tables, self._lists, name)
        except (OSError, ValueError, KeyError, TypeError):
            raise IndexDamaged from None
        misspellings = Misspellings(words.ordered, tables.delete_hashes, tables.delete_ranks)
        self._tables, self._words = tables, words
        self._meanings = Meanings(tables, words, misspellings)
        self._matcher = Matcher(tables, self._meanings)
        self._explainer = Explainer(tables, self._lists, words)
        self._standpoint = Standpoint(tables, self._lists)
        things = np.concatenate([tables.trades.ranks, tables.places.ranks]).tolist()
        self._phrases = frozenset(words.ordered[rank] for rank in things)

    def search(
        self,
        text: str,
        near: str | None = None,
        limit: int = 5,
        offset: int = 0,
        filters: Filters = _ANYONE,
        enrolled: AbstractSet[str] = frozenset(),
    ) -> Found:
        """Whom `text` is about, from the commune `near` (INSEE code): best first, nearest first.

        `enrolled` (RPPS numbers) count as 15 km nearer. Never fails on any text. Raises
        IndexDamaged when the kept rows cannot be read.
        """
        number = "".join(text[: _RPPS_DIGITS * 3].split())
        if len(number) == _RPPS_DIGITS and number.isascii() and number.isdigit():
            return self._by_number(number, enrolled)
        question = read_question(text, self._phrases)
        if not question.tokens:
            return Found(0, (), Understood(), question.wishes)
        terms = self._standpoint.terms(near, filters, question.wishes, enrolled)
        match = self._best(question, terms, (offset + limit) * _ROWS_PER_PERSON + _SPARE)
        people = self._people(match, offset, limit, terms if near else None, enrolled)
        understood = self._explainer.explain(match)
        return Found(match.total, people, understood, question.wishes, match.more)

    def _best(self, question: Question, terms: Terms, wanted: int) -> Match:
        """What fits best: as typed, else with more typing errors, else cut otherwise."""
        around = self._around(question)
        best = self._matcher.match(question.tokens, 1, terms, wanted, around)
        if best.quality >= _WEAK:
            return best
        for tokens, errors in self._second_thoughts(question):
            other = self._matcher.match(tokens, errors, terms, wanted, around)
            if other.quality > best.quality + _CLEARLY_BETTER:
                best = other
        return self._from_named_place(best, question, terms, wanted)

    def _second_thoughts(self, question: Question) -> Iterator[tuple[tuple[Token, ...], int]]:
        if any(len(token.word) >= _LONG_WORD for token in question.tokens):
            yield question.tokens, 2
        for tokens in reword(question.tokens, self._words):
            yield tokens, 1

    def _by_number(self, rpps: str, enrolled: AbstractSet[str]) -> Found:
        rank = self._records.rank_of(rpps)
        if rank is None:
            return Found(0, (), Understood(ignored=(rpps,)))
        person = self._records.person(rank)
        place = person.activities[0].commune
        return Found(1, (FoundPerson(person, place, None, rpps in enrolled),), Understood())

    def _from_named_place(
        self, match: Match, question: Question, terms: Terms, wanted: int
    ) -> Match:
        """When nobody fits in the commune named, those who fit nearest to it."""
        if not len(match.missed) or not match.missed[0]:
            return match
        for reading in match.readings:
            ranks = self._places_named(reading)
            if ranks and not terms.is_narrow:
                there = replace(terms, km=self._standpoint.around(ranks))
                return self._matcher.match(match.tokens, 1, there, wanted)
        return match

    def _around(self, question: Question) -> Callable[[Reading], Reading] | None:
        """For "near …": the communes near the one named are meant too, less and less."""
        if not question.wishes.around:
            return None
        limit = question.wishes.within_km or _AROUND_KM

        def widen(reading: Reading) -> Reading:
            ranks = self._places_named(reading)
            if not ranks or reading.communes is None:
                return reading
            km = self._standpoint.around(ranks)
            worth = np.where(km <= limit, NAMED_EXACTLY - _AROUND_LOSS * km, 0)
            return self._meanings.widened(reading, worth.astype(np.float32))

        return widen

    def _places_named(self, reading: Reading) -> list[int]:
        if reading.communes is None:
            return []
        ranks: list[int] = np.flatnonzero(reading.communes >= SURELY_NAMED).tolist()
        return ranks if len(ranks) <= _MOST_PLACES else []

    def _people(
        self,
        match: Match,
        offset: int,
        limit: int,
        terms: Terms | None,
        enrolled: AbstractSet[str],
    ) -> tuple[FoundPerson, ...]:
        """One page: each person once, at the place of theirs that fits best."""
        tables = self._tables
        best: dict[int, int] = {}
        for document in match.documents.tolist():
            best.setdefault(int(tables.owners[document]), document)
        chosen = list(best.items())[offset : offset + limit]
        return tuple(self._show(*one, terms, enrolled) for one in chosen)

    def _show(
        self, rank: int, document: int, terms: Terms | None, enrolled: AbstractSet[str]
    ) -> FoundPerson:
        commune = int(self._tables.communes[document])
        person = self._records.person(rank)
        km = None if terms is None else float(terms.km[commune])
        place = self._lists.commune_names[commune]
        return FoundPerson(person, place, km, bool(person.rpps) and person.rpps in enrolled)
