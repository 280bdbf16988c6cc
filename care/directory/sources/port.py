"""What every source of the directory promises, whether a folder, a server's files or an API."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Progress(Protocol):
    """Hears how far the reading is."""

    def __call__(self, what: str, done: int, total: int | None) -> None:
        """`done` bytes of `what` are in, of `total` when that is known."""
        ...


@dataclass(frozen=True, slots=True)
class Delivery:
    """The three national files, whole, in `folder`. `origin` names the source for operators.

    `mark` is equal for equal contents when the source can tell; empty when it cannot.
    """

    folder: Path
    origin: str
    mark: str = ""


class DirectorySource(Protocol):
    """Where the national directory is taken from."""

    def deliver(self, spool: Path, progress: Progress) -> AbstractContextManager[Delivery]:
        """The files, for the time of a block; `spool` is a folder to work in and to remember.

        Raises UnusableFile when they cannot be had: nothing has changed then.
        """
        ...


def unheard(what: str, done: int, total: int | None) -> None:
    """A progress that nobody watches."""
