"""The rest of the country: the port that a search beyond the territory answers behind."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Protocol

from care.directory.narrowing import Criterion
from care.directory.national.model import Filters, Found
from care.directory.onlooker import Onlooker
from care.directory.questions import Question
from care.directory.spelling import telling_words


class NationalSearch(Protocol):
    """Every professional of France."""

    def search(
        self,
        text: str,
        near: str | None,
        limit: int,
        offset: int,
        filters: Filters,
        enrolled: AbstractSet[str],
    ) -> Found:
        """At most `limit` people after the `offset` best; `near` is the asker's INSEE commune.

        `enrolled` (RPPS numbers) count as nearer.
        """
        ...


def look_elsewhere(
    national: NationalSearch, question: Question, onlooker: Onlooker, limit: int, offset: int
) -> Found:
    """Whom `question` is about in the whole country; tells which of its wishes were left aside."""
    wish = replace(question.wish, without=())
    filters = Filters(feminine=wish.feminine, within_km=wish.within_km, around=wish.near)
    text = " ".join(telling_words(question.text))
    found = national.search(text, onlooker.origin, limit, offset, filters, onlooker.enrolled)
    unknown = tuple(_unknown(question, onlooker, found))
    return replace(found, understood=replace(found.understood, wish=wish, unknown=unknown))


def _unknown(question: Question, onlooker: Onlooker, found: Found) -> Iterable[Criterion]:
    """What no national file tells, and the distance from nowhere."""
    wish = question.wish
    if wish.languages:
        yield Criterion.LANGUAGES
    if wish.reachable:
        yield Criterion.REACHABLE
    if wish.within_km and onlooker.origin is None and not found.understood.places:
        yield Criterion.DISTANCE
    if wish.moment is not None:
        yield Criterion.MOMENT
