"""Shows people: their rows read back from the kept file, made into one `Professional`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from care.directory.columns import ActivityRow
from care.directory.gathering import Gathered
from care.directory.model import Professional
from care.directory.national.editions import IndexDamaged
from care.directory.national.intake import person_key
from care.directory.national.tables import MAILBOXES, ROWS, SmallLists, Tables

_MOST_BYTES = 65_536
_USUAL = 768


class Records:
    """The kept rows; may be read from several threads. `name` makes a national id opaque."""

    def __init__(
        self, folder: Path, tables: Tables, lists: SmallLists, name: Callable[[str], str]
    ) -> None:
        self._tables, self._lists, self._name = tables, lists, name
        self._rows = os.open(folder / ROWS, os.O_RDONLY)
        self._mailboxes = os.open(folder / MAILBOXES, os.O_RDONLY)

    def __del__(self) -> None:
        for handle in (getattr(self, "_rows", None), getattr(self, "_mailboxes", None)):
            if handle is not None:
                os.close(handle)

    def person(self, rank: int) -> Professional:
        """The person of this rank. Raises IndexDamaged when their rows cannot be read."""
        tables = self._tables
        documents = range(int(tables.person_starts[rank]), int(tables.person_starts[rank + 1]))
        rows = [self._row(int(tables.offsets[document])) for document in documents]
        if any(person_key(row.national_id) != int(tables.keys[rank]) for row in rows):
            raise IndexDamaged
        gathered = Gathered(rows[0])
        for row, document in zip(rows, documents, strict=True):
            gathered.add_activity(row)
            for skill in self._lists.classes[int(tables.classes[document])].skills:
                gathered.skills[skill] = None
        gathered.mailboxes.update(dict.fromkeys(self._addresses(rank)))
        return gathered.to_professional(self._name(rows[0].national_id))

    def rank_of(self, rpps: str) -> int | None:
        """The rank of the person with this RPPS number; None when nobody has it."""
        key = np.uint64(person_key("8" + rpps))
        rank = int(np.searchsorted(self._tables.keys, key))
        known = rank < len(self._tables.keys) and self._tables.keys[rank] == key
        return rank if known else None

    def _row(self, offset: int) -> ActivityRow:
        size = _USUAL
        while size <= _MOST_BYTES:
            line, end, _ = os.pread(self._rows, size, offset).partition(b"\n")
            if end:
                try:
                    return ActivityRow(*line.decode().split("|"))
                except (TypeError, UnicodeDecodeError):
                    break
            size *= 8
        raise IndexDamaged

    def _addresses(self, rank: int) -> list[str]:
        start, end = (int(self._tables.mailbox_starts[r]) for r in (rank, rank + 1))
        return os.pread(self._mailboxes, end - start, start).decode(errors="replace").split()
