"""Sources on this machine: a folder of the three files, or some archives and files."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from care.directory.national_files import UnusableFile
from care.directory.sources.archive import is_archive, national_name, unpack
from care.directory.sources.port import Delivery, Progress

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A folder where somebody puts the national files, under their own dated names."""

    folder: Path

    @contextmanager
    def deliver(self, spool: Path, progress: Progress) -> Iterator[Delivery]:
        """The folder itself, or where its archives were unpacked."""
        archives = sorted(self.folder.glob("*.zip"))
        if not archives:
            yield Delivery(self.folder, self.folder.name)
            return
        texts = [path for path in self.folder.glob("*.txt") if national_name(path.name)]
        with FilesSource((*archives, *texts)).deliver(spool, progress) as delivery:
            yield Delivery(delivery.folder, self.folder.name)


@dataclass(frozen=True, slots=True)
class FilesSource:
    """Archives and text files. `names` are their published names when the files have others."""

    paths: Sequence[Path]
    names: Sequence[str] = ()

    @contextmanager
    def deliver(self, spool: Path, progress: Progress) -> Iterator[Delivery]:
        """A folder where all national files of `paths` are."""
        with fresh_folder(spool) as folder, disk_errors():
            names = self.names or [path.name for path in self.paths]
            for path, name in zip(self.paths, names, strict=True):
                progress(name, path.stat().st_size, path.stat().st_size)
                gather(path, name, folder)
            yield Delivery(folder, ", ".join(names))


def gather(path: Path, name: str, folder: Path) -> None:
    """Put into `folder` the national files that `path`, published as `name`, is or holds.

    Raises UnusableFile when it is or holds none.
    """
    if is_archive(path):
        unpack(path, folder)
        return
    national = national_name(name)
    if national is None:
        raise UnusableFile("source-not-national", file=name)
    try:
        (folder / national).symlink_to(path.resolve())
    except FileExistsError:
        raise UnusableFile("source-twice", file=national) from None


@contextmanager
def fresh_folder(spool: Path) -> Iterator[Path]:
    """A new folder in `spool`, gone afterwards; what a killed process left there goes too."""
    spool.mkdir(parents=True, exist_ok=True, mode=0o700)
    for leftover in spool.glob("delivery-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix="delivery-", dir=spool))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def disk_errors() -> Iterator[None]:
    """Tells a full disk and an unreadable file from a bug. Raises UnusableFile."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise UnusableFile("source-disk-full") from None
        raise UnusableFile("source-disk", code=errno.errorcode.get(error.errno or 0, "?")) from None
