"""Reads the public extracts of the Annuaire Santé: `|` between columns, no quoting, UTF-8.

Columns are found by the name in the header; added or moved ones do not matter. A file that is
cut, renamed or in another encoding is refused as a whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import TextIOWrapper
from operator import itemgetter
from pathlib import Path

from care.runtime.errors import Refusal

_STRAY_ROWS_ALLOWED = 0.001
_HEARD_EVERY = 5_000


class UnusableFile(Refusal):
    """A national file cannot be trusted; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One of the national files: its name before the date, and the columns that we need."""

    stem: str
    columns: tuple[str, ...]


@dataclass
class RowCount:
    """What was met while reading: good rows, and stray ones that were left out.

    `heard`, if any, is told now and then how many bytes have been read.
    """

    good: int = 0
    stray: int = 0
    heard: Callable[[int], None] | None = None


@dataclass(frozen=True, slots=True)
class NationalFile:
    """A file found in a folder. `published_at` is read from its name (minutes, taken as UTC)."""

    kind: FileKind
    path: Path
    published_at: datetime

    def rows(self, count: RowCount) -> Iterator[tuple[str, ...]]:
        """The values of the kind's columns, in its order, row by row.

        Raises UnusableFile as soon as the file shows that it cannot be trusted, which may be at
        its very end: keep nothing before the iteration is over.
        """
        try:
            with (
                self.path.open("rb") as file,
                TextIOWrapper(file, encoding="utf-8-sig", newline="\n") as lines,
            ):
                if count.heard is None:
                    yield from self._read(lines, count)
                    return
                for number, values in enumerate(self._read(lines, count)):
                    if number % _HEARD_EVERY == 0:
                        count.heard(file.tell())
                    yield values
                count.heard(file.tell())
        except UnicodeDecodeError as error:
            cut = error.reason == "unexpected end of data"
            raise self._refusal("file-truncated" if cut else "file-encoding") from None
        except OSError:
            raise self._refusal("file-unreadable") from None

    def _read(self, lines: Iterator[str], count: RowCount) -> Iterator[tuple[str, ...]]:
        header = [_normalise(name) for name in next(lines, "").rstrip("\r\n").split("|")]
        picks = self._locate(header)
        pick = itemgetter(*picks)
        width = len(header) - (header[-1] == "")
        # What comes after our last column is not taken apart, only counted.
        last = max(picks) + 1
        line, whole = "", False
        for line in lines:
            bars = line.count("|")
            whole = bars == width - 1 or (bars == width and line.rstrip("\r\n")[-1] == "|")
            if whole:
                count.good += 1
                yield pick((line if last < width else line.rstrip("\r\n")).split("|", last))
            else:
                count.stray += 1
        if not whole or not self._ends_well(line, max(picks) == width - 1):
            raise self._refusal("file-truncated")
        if count.stray > count.good * _STRAY_ROWS_ALLOWED:
            raise self._refusal("file-damaged", rows=count.stray)

    def _ends_well(self, last: str, ends_with_ours: bool) -> bool:
        """Whether the last row is complete: it ends its line, or as another row does."""
        if last.endswith("\n"):
            return True
        ending = last[last.rindex("|") :]
        with self.path.open(encoding="utf-8-sig", newline="\n") as lines:
            alike = any(line.rstrip("\r\n").endswith(ending) for line in lines if line != last)
        return alike and not ends_with_ours

    def _locate(self, header: list[str]) -> list[int]:
        positions = {name: position for position, name in enumerate(header)}
        for column in self.kind.columns:
            if _normalise(column) not in positions:
                raise self._refusal("file-column-missing", column=column)
        return [positions[_normalise(column)] for column in self.kind.columns]

    def _refusal(self, reason: str, **facts: object) -> UnusableFile:
        return UnusableFile(reason, file=self.path.name, **facts)


def find_file(folder: Path, kind: FileKind) -> NationalFile:
    """The most recent file of `kind` in `folder`, by the date in its name.

    Raises UnusableFile when there is none.
    """
    pattern = re.compile(re.escape(kind.stem) + r"_(\d{12})\.txt")
    dated = []
    for path in folder.glob("*.txt"):
        match = pattern.fullmatch(path.name)
        moment = _moment(match[1]) if match else None
        if moment is not None:
            dated.append((moment, path))
    if not dated:
        raise UnusableFile("file-missing", file=f"{kind.stem}_….txt")
    moment, path = max(dated)
    return NationalFile(kind, path, moment)


def _moment(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M").replace(tzinfo=UTC)
    except ValueError:
        return None


def _normalise(name: str) -> str:
    flat = unicodedata.normalize("NFC", name).replace("’", "'").replace("\ufeff", "")
    return " ".join(flat.split()).casefold()
