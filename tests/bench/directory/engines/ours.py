"""Our index."""

from __future__ import annotations

from pathlib import Path

from care.directory.national.directory import NationalDirectory
from tests.bench.directory.engines.engine import ANSWERS


class Ours:
    """The national directory, as a bot would ask it."""

    title = "Cercle"

    def __init__(self, root: Path) -> None:
        self._directory = NationalDirectory(root, str)

    def search(self, text: str, near: str) -> list[str]:
        """As every engine."""
        found = self._directory.search(text, near, ANSWERS)
        return [hit.person.rpps for hit in found.people]
