"""How a question was understood, told from the best answers."""

from __future__ import annotations

from collections.abc import Iterable

from care.directory.national.arrays import Weights
from care.directory.national.matching import Match
from care.directory.national.question import Token
from care.directory.national.reading import SURELY_NAMED, Reading
from care.directory.national.tables import SmallLists, Tables
from care.directory.national.vocabulary import Words
from care.directory.search import Understood

_TOLD_FROM = 5
_GIVEN_NAME = 0.97


class Explainer:
    """Explains matches on an index."""

    def __init__(self, tables: Tables, lists: SmallLists, words: Words) -> None:
        self._tables, self._lists, self._words = tables, lists, words

    def explain(self, match: Match) -> Understood:
        """What the words of the question were taken for."""
        said: dict[str, dict[str, None]] = {"name": {}, "trade": {}, "place": {}}
        guessed = False
        for document in match.documents[:_TOLD_FROM].tolist():
            for token, reading in zip(match.asked.tokens, match.asked.readings, strict=True):
                for kind, label, surely in self._meaning(token, reading, document):
                    guessed |= not surely
                    if kind != "name" or not surely:
                        said[kind][label] = None
        given_up = self._given_up(match)
        return Understood(
            names=tuple(name.upper() for name in said["name"]),
            trades=tuple(said["trade"]),
            places=tuple(said["place"]),
            guessed=guessed,
            ignored=tuple(
                token.word
                for token, reading in zip(match.asked.tokens, match.asked.readings, strict=True)
                if not reading.size
            ),
            given_up=given_up[0],
            given_up_place=given_up[1],
        )

    def _meaning(
        self, token: Token, reading: Reading, document: int
    ) -> Iterable[tuple[str, str, bool]]:
        """The kind of thing by which a document fits, its name, and whether it was typed so."""
        name, worth = self._name(reading, document)
        commune, kind = self._tables.communes[document], self._tables.classes[document]
        place = _at(reading.communes, int(commune))
        trade = _at(reading.classes, int(kind))
        if max(worth, place, trade) == 0:
            return
        if worth >= max(place, trade):
            exactly = name.startswith(token.word) or name in token.forms
            yield "name", name, exactly
        elif place >= trade:
            yield "place", self._lists.commune_names[int(commune)], place > SURELY_NAMED
        else:
            meant = self._tables.fits[int(kind)] * reading.trades
            yield "trade", self._lists.callings[int(meant.argmax())], trade > SURELY_NAMED

    def _name(self, reading: Reading, document: int) -> tuple[str, float]:
        tokens = self._tables.tokens.of(document)
        known = dict(zip(reading.ranks.tolist(), reading.weights.tolist(), strict=True))
        best = ("", 0.0)
        for token in tokens.tolist():
            rank = token >> 1
            worth = max(known.get(rank, 0.0), _begun(reading, rank))
            worth *= _GIVEN_NAME if token & 1 else 1.0
            if worth > best[1]:
                best = (self._words.ordered[rank], worth)
        return best

    def _given_up(self, match: Match) -> tuple[str, str]:
        """The word that the best answer does without, and the commune it named."""
        if not len(match.documents) or not match.missed[0]:
            return "", ""
        document = int(match.documents[0])
        for token, reading in zip(match.asked.tokens, match.asked.readings, strict=True):
            if reading.size and not list(self._meaning(token, reading, document)):
                return token.word, self._place_named(reading)
        return "", ""

    def _place_named(self, reading: Reading) -> str:
        if reading.communes is None or reading.communes.max() <= SURELY_NAMED:
            return ""
        return self._lists.commune_names[int(reading.communes.argmax())]


def _at(meant: Weights | None, rank: int) -> float:
    return 0.0 if meant is None else float(meant[rank])


def _begun(reading: Reading, rank: int) -> float:
    if reading.begun is None or not reading.begun[0] <= rank < reading.begun[1]:
        return 0.0
    return reading.begun[2]
