"""The file of activities as the questions and the other engines see it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from care.directory.columns import ACTIVITIES
from care.directory.national_files import FileKind, RowCount, find_file
from care.directory.spelling import fold
from care.directory.trades import trades

_KIND = FileKind(
    ACTIVITIES.stem,
    (
        "Identifiant PP",
        "Nom d'exercice",
        "Prénom d'exercice",
        "Code profession",
        "Code savoir-faire",
        "Code commune (coord. structure)",
        "Libellé commune (coord. structure)",
    ),
)


class Row(NamedTuple):
    """One activity."""

    rpps: str
    family: str
    given: str
    profession: str
    skill: str
    commune_code: str
    commune: str

    @property
    def trades(self) -> tuple[int, ...]:
        """The ranks of the trades that it is."""
        return trades_of(self.profession, self.skill)


def read_rows(folder: Path) -> Iterator[Row]:
    """Every activity of the newest file of `folder`."""
    return map(Row._make, find_file(folder, _KIND).rows(RowCount()))


@lru_cache(4096)
def trades_of(profession: str, skill: str) -> tuple[int, ...]:
    """The ranks of the trades of someone with these codes."""
    return tuple(
        rank
        for rank, trade in enumerate(trades())
        if trade.is_practised_by([profession], [skill] if skill else [])
    )


@lru_cache(4096)
def trade_text(profession: str, skill: str) -> str:
    """All the words of these trades, folded."""
    said = (word for rank in trades_of(profession, skill) for word in trades()[rank].words)
    return " ".join(dict.fromkeys(fold(" ".join(said)).split()))
