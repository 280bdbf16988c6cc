"""Searches the whole country by what people type."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path

import numpy as np

from care.directory.model import Edition
from care.directory.national.attempts import Attempts
from care.directory.national.deletes import Misspellings
from care.directory.national.editions import IndexDamaged, check
from care.directory.national.explaining import Explainer
from care.directory.national.matching import Match, Matcher
from care.directory.national.model import Filters, Found, FoundPerson
from care.directory.national.question import read_question
from care.directory.national.reading import Meanings
from care.directory.national.records import Records
from care.directory.national.tables import LIGHT, WORDS, load_lists, load_tables
from care.directory.national.terms import Standpoint, Terms
from care.directory.national.vocabulary import Words
from care.directory.search import Understood

_ANYONE = Filters()
_ROWS_PER_PERSON, _SPARE = 3, 20
_RPPS_DIGITS = 11


class NationalIndex:
    """One index, open; may be used from several threads. Raises IndexDamaged when it cannot be.

    `name` makes the opaque id of a person from their national id.
    """

    def __init__(self, folder: Path, name: Callable[[str], str]) -> None:
        self.edition: Edition = check(folder, light=LIGHT)
        try:
            tables, self._lists = load_tables(folder), load_lists(folder)
            words = Words((folder / WORDS).read_text(encoding="ascii").split("\n"))
            self._records = Records(folder, tables, self._lists, name)
        except (OSError, ValueError, KeyError, TypeError):
            raise IndexDamaged from None
        misspellings = Misspellings(words.ordered, tables.delete_hashes, tables.delete_ranks)
        meanings = Meanings(tables, words, misspellings)
        self._tables = tables
        self._explainer = Explainer(tables, self._lists, words)
        self._standpoint = Standpoint(tables, self._lists)
        self._attempts = Attempts(Matcher(tables), meanings, self._standpoint, words)
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
            return Found(0, (), Understood())
        question = self._attempts.settle(question, question.wishes.and_also(filters))
        terms = self._standpoint.terms(near, question.wishes, filters.communes, enrolled)
        match = self._attempts.best(question, terms, (offset + limit) * _ROWS_PER_PERSON + _SPARE)
        people = self._people(match, offset, limit, terms if near else None, enrolled)
        understood = self._explainer.explain(match)
        return Found(match.total, people, understood, match.more)

    def _by_number(self, rpps: str, enrolled: AbstractSet[str]) -> Found:
        rank = self._records.rank_of(rpps)
        if rank is None:
            return Found(0, (), Understood(ignored=(rpps,)))
        person = self._records.person(rank)
        place = person.activities[0].commune
        return Found(1, (FoundPerson(person, place, None, rpps in enrolled),), Understood())

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
