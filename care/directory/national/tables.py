"""The files of an index: arrays read in place, and small lists as JSON."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from care.directory.model import Profession, Skill
from care.directory.national.arrays import Bytes, Flags, Ids, Keys, Lists, Weights
from care.directory.national.callings import Class
from care.directory.national.vocabulary import Field

WORDS, SMALL = "words.txt", "lists.json"
ROWS, MAILBOXES = "rows.txt", "mailboxes.txt"
# Large, and read one person at a time: each row is checked when it is read.
LIGHT = frozenset({ROWS, MAILBOXES})


@dataclass(frozen=True, slots=True)
class Tables:
    """Arrays of an index. A document is an activity; those of one person follow each other."""

    keys: Keys
    person_starts: Ids
    owners: Ids
    offsets: Keys
    mailbox_starts: Ids
    classes: Ids
    communes: Ids
    feminine: Flags
    tokens: Lists
    postings: Lists
    class_documents: Lists
    commune_documents: Lists
    trades: Field
    places: Field
    fits: Flags
    degrees: Weights
    delete_hashes: Ids
    delete_ranks: Ids


@dataclass(frozen=True, slots=True)
class SmallLists:
    """Names by rank: callings, communes (codes and names), classes."""

    callings: list[str]
    commune_codes: list[str]
    commune_names: list[str]
    classes: list[Class]


def save_array(folder: Path, name: str, values: NDArray[Any] | Lists | Field) -> None:
    """Write one array, or the arrays that make a list of lists or a field."""
    if isinstance(values, Lists | Field):
        for part in fields(values):
            save_array(folder, f"{name}.{part.name}", getattr(values, part.name))
    else:
        np.save(folder / f"{name}.npy", values)


def load_tables(folder: Path) -> Tables:
    """Every array, mapped: nothing is read before it is needed. Raises OSError or ValueError."""
    return Tables(
        **{part.name: _load(folder, part.name, str(part.type)) for part in fields(Tables)}
    )


def _load(folder: Path, name: str, kind: str) -> Any:
    if kind == "Lists":
        return Lists(_map(folder, f"{name}.starts"), _map(folder, f"{name}.items"))
    if kind == "Field":
        return Field(
            _map(folder, f"{name}.ranks"),
            _load(folder, f"{name}.things", "Lists"),
            _map(folder, f"{name}.worth"),
        )
    return _map(folder, name)


def _map(folder: Path, name: str) -> Any:
    return np.load(folder / f"{name}.npy", mmap_mode="r").view(np.ndarray)


def save_lists(folder: Path, lists: SmallLists) -> None:
    """Write the small lists."""
    (folder / SMALL).write_bytes(orjson.dumps(lists))


def load_lists(folder: Path) -> SmallLists:
    """Read the small lists. Raises OSError, ValueError or KeyError."""
    kept = orjson.loads((folder / SMALL).read_bytes())
    classes = [
        Class(Profession(**one["profession"]), tuple(Skill(**skill) for skill in one["skills"]))
        for one in kept["classes"]
    ]
    return SmallLists(kept["callings"], kept["commune_codes"], kept["commune_names"], classes)


def as_flags(values: Bytes) -> Flags:
    """Bytes that are 0 or 1, as flags."""
    return values.view(np.bool_)
