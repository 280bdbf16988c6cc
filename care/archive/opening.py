"""Opening an archive away from its territory: everything is checked before anything is written."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from care.archive.envelope import EnvelopeReader
from care.archive.keys import Opener
from care.archive.reason import ArchiveRefused, Reason

_NAMES = re.compile(
    r"LISEZMOI\.txt|circle\.json|bundle\.json|rooms/[a-z]{1,20}/\d{6}\.jsonl"
    r"|documents/\d{6}\.(pdf|xml)|media/\d{6}(\.[a-z0-9]{1,5})?"
)
_MOST_GROWTH, _ALLOWANCE = 200, 2**20
_BUFFER = 1 << 17
_WRITTEN, _LOCKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED), 1


class OpenedArchive:
    """The inside of an archive that was found intact."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        for one in archive.infolist():
            # Whoever holds the public key can lock anything: names and sizes are not believed.
            bomb = one.file_size > _MOST_GROWTH * one.compress_size + _ALLOWANCE
            odd = one.compress_type not in _WRITTEN or one.flag_bits & _LOCKED
            if bomb or odd or not _NAMES.fullmatch(one.filename):
                raise ArchiveRefused(Reason.DAMAGED)

    @property
    def names(self) -> list[str]:
        """What is inside, in the order in which it was written."""
        return self._archive.namelist()

    def read(self, name: str) -> bytes:
        """One of the files inside."""
        return self._archive.read(name)

    def rooms(self) -> dict[str, list[str]]:
        """The parts of each conversation, by kind of room."""
        found: dict[str, list[str]] = {}
        for name in sorted(name for name in self.names if name.startswith("rooms/")):
            found.setdefault(name.split("/")[1], []).append(name)
        return found

    def extract(self, folder: Path) -> int:
        """Write everything into `folder`, new or empty; returns how many files.

        Raises ArchiveRefused when something is there.
        """
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            raise ArchiveRefused(Reason.FOLDER_NOT_EMPTY)
        for name in self.names:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            target.touch(mode=0o600, exist_ok=False)
            with self._archive.open(name) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file)
        return len(self.names)


@contextmanager
def open_archive(path: Path, opener: Opener) -> Iterator[OpenedArchive]:
    """The archive in `path`, read through once. Raises ArchiveRefused."""
    try:
        file = path.open("rb")
    except OSError:
        raise ArchiveRefused(Reason.NOT_AN_ARCHIVE) from None
    with file:
        reader = EnvelopeReader(file, opener)
        reader.verify()
        try:
            with zipfile.ZipFile(io.BufferedReader(reader, _BUFFER)) as archive:
                yield OpenedArchive(archive)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise ArchiveRefused(Reason.DAMAGED) from None
