"""Which protocols a few words are about."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from care.directory.index import singular
from care.directory.spelling import FILLERS, words
from care.protocols.model import Protocol

_OWN_WORDS = frozenset({"protocole", "document", "procedure", "fiche", "pdf", "le", "sur"})
_EXACT, _BEGINNING, _TYPO = 1.0, 0.8, 0.65
_SHORTEST_GUESSED = 4


def find_protocols(protocols: Iterable[Protocol], text: str) -> list[Protocol]:
    """Those that have most of the words of `text`, the latest first among equals.

    Without a telling word, all of them.
    """
    wanted = [singular(w) for w in words(text) if w not in FILLERS]
    wanted = [word for word in wanted if word not in _OWN_WORDS]
    latest = sorted(protocols, key=lambda protocol: protocol.posted_at, reverse=True)
    if not wanted:
        return latest
    scored = [(_score(wanted, protocol), protocol) for protocol in latest]
    best = max((score for score, _ in scored), default=0.0)
    kept = [pair for pair in scored if pair[0] > 0 and pair[0] >= best * 0.6]
    return [protocol for _, protocol in sorted(kept, key=lambda pair: -pair[0])]


def _score(wanted: list[str], protocol: Protocol) -> float:
    known = [singular(word) for word in words(f"{protocol.title} {protocol.words}")]
    return sum(_worth(word, known) for word in wanted) / len(wanted)


def _worth(word: str, known: list[str]) -> float:
    if word in known:
        return _EXACT
    if len(word) < _SHORTEST_GUESSED:
        return 0.0
    if any(other.startswith(word) for other in known):
        return _BEGINNING
    allowed = 2 if len(word) >= 8 else 1
    near = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=allowed)
    return _TYPO if near is not None else 0.0
