"""The directory of the whole country: opened when first asked, followed as it is rebuilt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path

from care.directory.model import Edition
from care.directory.national.editions import IndexDamaged, IndexMissing, current_name, names
from care.directory.national.model import Filters, Found
from care.directory.national.search import NationalIndex

_ANYONE = Filters()


class NationalDirectory:
    """Answers from the index under `root`, the last one that can be read; for several threads.

    `name` makes the opaque id of a person from their national id.
    """

    def __init__(self, root: Path, name: Callable[[str], str]) -> None:
        self._root, self._name = root, name
        self._lock = threading.Lock()
        self._open: tuple[str, NationalIndex] | None = None
        self._refused: set[str] = set()

    def edition(self) -> Edition:
        """The edition that answers. Raises as `search` does."""
        return self._index()[1].edition

    def search(
        self,
        text: str,
        near: str | None = None,
        limit: int = 5,
        offset: int = 0,
        filters: Filters = _ANYONE,
        enrolled: AbstractSet[str] = frozenset(),
    ) -> Found:
        """As `NationalIndex.search`.

        Raises IndexMissing when none was ever built, IndexDamaged when none can be read.
        """
        while True:
            name, index = self._index()
            try:
                return index.search(text, near, limit, offset, filters, enrolled)
            except IndexDamaged:
                self._refuse(name)

    def _index(self) -> tuple[str, NationalIndex]:
        try:
            current = current_name(self._root)
        except IndexMissing:
            current = ""
        opened = self._open
        if opened is not None and (opened[0] == current or current in self._refused):
            return opened
        with self._lock:
            return self._reopen(current)

    def _reopen(self, current: str) -> tuple[str, NationalIndex]:
        """The index named `current` when it can be read; else what answered before, or the last."""
        opened = self._open
        if opened is not None and opened[0] == current:
            return opened
        for name in names(self._root):
            if opened is not None and (name == opened[0] or name != current):
                continue
            if name not in self._refused:
                try:
                    self._open = name, NationalIndex(self._root / name, self._name)
                except IndexDamaged:
                    self._refused.add(name)
                else:
                    return self._open
        if opened is not None:
            return opened
        if self._refused:
            raise IndexDamaged
        raise IndexMissing

    def _refuse(self, name: str) -> None:
        with self._lock:
            self._refused.add(name)
            if self._open is not None and self._open[0] == name:
                self._open = None
