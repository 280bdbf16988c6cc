"""What people may be called: the everyday trades, then official labels that have no such word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from care.directory.index import join_singular
from care.directory.model import Profession, Skill
from care.directory.national.arrays import Flags
from care.directory.spelling import FILLERS, words
from care.directory.trades import trades

_OWN, _SHARED, _LABEL, _LABEL_WORD = 1.0, 0.95, 0.95, 0.75


@dataclass(frozen=True, slots=True)
class Class:
    """A profession with its skills, shared by all who hold exactly these."""

    profession: Profession
    skills: tuple[Skill, ...]


@dataclass(frozen=True, slots=True)
class Callings:
    """Names in the plural; the words of each calling; which calling fits which class (rows)."""

    names: list[str]
    words: dict[str, dict[int, float]]
    fits: Flags


def list_callings(classes: list[Class]) -> Callings:
    """The callings of all `classes`."""
    names = [trade.plural for trade in trades()]
    known: dict[str, dict[int, float]] = {}
    for rank, trade in enumerate(trades()):
        _add(known, (*trade.words, trade.name, trade.feminine), rank, _OWN)
        _add(known, trade.also, rank, _SHARED)
    labels = _labels(classes)
    for rank, label in enumerate(labels, start=len(names)):
        _add(known, (label,), rank, _LABEL)
        _add(known, (w for w in words(label) if len(w) > 3 and w not in FILLERS), rank, _LABEL_WORD)
    return Callings(names + [label.lower() for label in labels], known, _fits(classes, labels))


def _labels(classes: list[Class]) -> list[str]:
    """Official labels of what no trade covers, without their trailing remarks."""
    found = {_short(label): None for one in classes for label in _uncovered(one)}
    return sorted(label for label in found if label)


def _uncovered(one: Class) -> Iterable[str]:
    code = one.profession.code
    if not any(
        trade.is_practised_by([code], []) or code in trade.professions for trade in trades()
    ):
        yield one.profession.label
    for skill in one.skills:
        if not any(skill.code in trade.skills for trade in trades()):
            yield skill.label


def _fits(classes: list[Class], labels: list[str]) -> Flags:
    fits = np.zeros((len(classes), len(trades()) + len(labels)), np.bool_)
    column = {label: rank for rank, label in enumerate(labels, start=len(trades()))}
    for row, one in enumerate(classes):
        skills = [skill.code for skill in one.skills]
        for rank, trade in enumerate(trades()):
            fits[row, rank] = trade.is_practised_by([one.profession.code], skills)
        for label in _uncovered(one):
            if _short(label):
                fits[row, column[_short(label)]] = True
    return fits


def _short(label: str) -> str:
    return label.partition("(")[0].strip()


def _add(
    known: dict[str, dict[int, float]], phrases: Iterable[str], rank: int, weight: float
) -> None:
    for phrase in phrases:
        word = join_singular(words(phrase))
        if word:
            known.setdefault(word, {}).setdefault(rank, weight)
