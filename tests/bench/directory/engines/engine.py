"""A search engine of the bench, and how all of them break ties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from rapidfuzz.distance import OSA

from care.directory.national.geography import Point, distances, load_coordinates, locate
from care.directory.spelling import FILLERS, fold, words
from tests.bench.directory.corpus import Row, trade_text

ANSWERS = 5


class Engine(Protocol):
    """Something that finds people."""

    title: str

    def search(self, text: str, near: str) -> list[str]:
        """The RPPS numbers of the best answers, `ANSWERS` at most."""


def likeness(asked: list[str], text: str) -> float:
    """How well `text` fits the words asked, for engines that compare letters and not words."""
    known = text.split()
    return sum(max((_alike(word, other) for other in known), default=0.0) for word in asked)


def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) > 2 and other.startswith(word):
        return 0.8
    away = OSA.distance(word, other, score_cutoff=2)
    return 0.0 if away > 2 or len(word) < 4 else 0.78 if away == 1 else 0.52


@dataclass(frozen=True, slots=True)
class Hit:
    """An activity that an engine found, as well as `score` says."""

    score: float
    rpps: str
    commune_code: str


class Nearest:
    """Puts hits of the same score in order of distance, for engines that know of none."""

    def __init__(self, folder: Path) -> None:
        self._points = load_coordinates(folder)
        self._point = lru_cache(50_000)(self._locate)

    def best(self, hits: Iterable[Hit], near: str) -> list[str]:
        """The best people of `hits`, each once."""
        found = list(hits)
        if not found:
            return []
        places = np.array([self._point(hit.commune_code) for hit in found], np.float32)
        km = distances(places, self._point(near)).tolist()
        order = sorted(range(len(found)), key=lambda rank: (-round(found[rank].score, 2), km[rank]))
        return list(dict.fromkeys(found[rank].rpps for rank in order))[:ANSWERS]

    def _locate(self, code: str) -> Point:
        latitude, longitude = locate([code], self._points)[0].tolist()
        return latitude, longitude


def document(row: Row) -> str:
    """All that one may type for an activity, folded: the same text for every engine."""
    said = (fold(row.family), fold(row.given), trade_text(row.profession, row.skill))
    return " ".join((*said, fold(row.commune)))


def telling(text: str) -> list[str]:
    """The words of a question, without those that say nothing."""
    typed = words(text)
    return [word for word in typed if word not in FILLERS] or typed
