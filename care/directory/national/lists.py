"""Writes the lists of an index: tokens of each document, documents of each word, class, commune."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from care.directory.national.arrays import Ids, Lists, Ranks, group, spread
from care.directory.national.intake import Intake, Names
from care.directory.national.tables import save_array

_BLOCK = 200_000


def save_groups(folder: Path, intake: Intake, order: Ranks, classes: int, communes: int) -> None:
    """Write the class and the commune of each document, and the documents of each."""
    for name, column, size in (
        ("class", intake.classes, classes),
        ("commune", intake.communes, communes),
    ):
        values = numbers(column, np.uint32)[order]
        save_array(folder, "classes" if name == "class" else "communes", values)
        save_array(folder, f"{name}_documents", group(values, size))
    intake.classes, intake.communes = array("I"), array("I")


def _tokens(intake: Intake, order: Ranks, ranks: Ids) -> tuple[Ids, Ids]:
    """Where the tokens of each document begin, and the tokens, in the order of the documents.

    A token is twice the rank of a word, odd when it comes from a given name.
    """
    families, given = intake.family_names, intake.given_names
    family_words, family_starts, family_counts = _words(families, ranks, 0)
    given_words, given_starts, given_counts = _words(given, ranks, 1)
    items = np.concatenate([family_words, given_words])
    given_starts += len(family_words)
    family, own = numbers(intake.families, np.uint32), numbers(intake.given, np.uint32)
    starts = np.zeros(len(order) + 1, np.uint32)
    np.cumsum((family_counts[family] + given_counts[own])[order], out=starts[1:])
    tokens = np.empty(int(starts[-1]), np.uint32)
    for low in range(0, len(order), _BLOCK):
        rows = order[low : low + _BLOCK]
        begins = np.stack([family_starts[family[rows]], given_starts[own[rows]]], axis=1)
        lengths = np.stack([family_counts[family[rows]], given_counts[own[rows]]], axis=1)
        positions, _ = spread(begins.ravel(), lengths.ravel())
        first = int(starts[low])
        tokens[first : first + len(positions)] = items[positions]
    return starts, tokens


def _words(names: Names, ranks: Ids, mark: int) -> tuple[Ids, Ranks, Ranks]:
    """The tokens of names by number, end to end: where each begins, and how many it has."""
    counts = numbers(names.counts, np.uint8).astype(np.int64)
    words = ranks[numbers(names.words, np.uint32)] * np.uint32(2) + np.uint32(mark)
    return words, np.cumsum(counts) - counts, counts


def save_postings(folder: Path, intake: Intake, order: Ranks, ranks: Ids, size: int) -> None:
    """Write the tokens of each document, and the documents of each of `size` words.

    `ranks` are those of the words, by their number in the intake.
    """
    starts, tokens = _tokens(intake, order, ranks)
    save_array(folder, "tokens", Lists(starts, tokens))
    words = tokens >> 1
    documents = np.repeat(np.arange(len(starts) - 1, dtype=np.uint32), np.diff(starts))
    by_word = group(words, size)
    save_array(folder, "postings", Lists(by_word.starts, documents[by_word.items]))


def numbers(column: array[int], kind: type) -> NDArray[Any]:
    """A column as an array, without a copy."""
    return np.frombuffer(column, kind)
