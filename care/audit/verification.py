"""Reading the whole trail again, line by line, and saying where it was touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from care.audit.chain import (
    GENESIS,
    ChainKeys,
    derive_chain_keys,
    hash_details,
    hash_erasure,
    hash_line,
    is_same,
)
from care.audit.model import Fault, Head, Problem, Report
from care.audit.store import CONTEXT, load_batch
from care.runtime.database import Database
from care.runtime.errors import PermanentFailure
from care.runtime.sealing import KeyRing

_MOST_PROBLEMS = 1000
_START = Head(0, GENESIS)


def verify_trail(database: Database, keys: KeyRing, *anchors: Head) -> Report:
    """Check every line and its place; `anchors` say where the trail was at earlier times.

    Reads in short transactions: writers go on meanwhile, and what they add is read too.
    """
    reader = _Reader(keys, derive_chain_keys(keys), anchors)
    for row in _rows(database):
        reader.read(row)
    return reader.report()


def _rows(database: Database) -> Iterator[dict[str, Any]]:
    place = 0
    while True:
        with database.begin() as connection:
            batch = load_batch(connection, place)
        if not batch:
            return
        yield from batch
        place = batch[-1]["sequence"]


@dataclass
class _Reader:
    """Where the reading has got to."""

    keys: KeyRing
    secret: ChainKeys
    anchors: tuple[Head, ...]
    head: Head = _START
    lines: int = 0
    erased: int = 0
    is_suspect: bool = False
    problems: list[Problem] = field(default_factory=list)

    def read(self, row: Mapping[str, Any]) -> None:
        """Check the next line."""
        number = row["sequence"]
        self._check_place(row)
        fault = self._fault_of(row)
        if fault is not None:
            self._note(fault, number, number)
        self.lines += 1
        self.erased += row["erased_at"] is not None
        self.head = Head(number, row["hash"])
        if any(one.sequence == number and one != self.head for one in self.anchors):
            self._note(Fault.REWRITTEN, number, number)
        self.is_suspect = fault is Fault.ALTERED

    def report(self) -> Report:
        """What was found, once all was read."""
        anchored = max((anchor.sequence for anchor in self.anchors), default=0)
        if anchored > self.head.sequence:
            self._note(Fault.TRUNCATED, self.head.sequence + 1, anchored)
        return Report(self.lines, self.erased, self.head, anchored, tuple(self.problems))

    def _check_place(self, row: Mapping[str, Any]) -> None:
        """Whether the line follows the one before, as far as that one can be believed."""
        number, expected = row["sequence"], self.head.sequence + 1
        if number != expected:
            self._note(Fault.MISSING, expected, number - 1)
        elif row["previous"] != self.head.hash and not self.is_suspect:
            self._note(Fault.UNLINKED, number, number)

    def _fault_of(self, row: Mapping[str, Any]) -> Fault | None:
        if row["erased_at"] is not None:
            right = is_same(hash_erasure(self.secret, row), row["erasure"])
            return None if right else Fault.FALSE_ERASURE
        if not is_same(hash_line(self.secret, row), row["hash"]):
            return Fault.ALTERED
        try:
            clear = self.keys.unseal(row["details"], CONTEXT)
        except PermanentFailure:
            return Fault.DETAILS_ALTERED
        expected = hash_details(self.secret, row["sequence"], clear)
        return None if is_same(expected, row["details_mac"]) else Fault.DETAILS_ALTERED

    def _note(self, fault: Fault, first: int, last: int) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(fault, first, last))
