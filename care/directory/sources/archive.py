"""Takes the national files out of a zip archive that may have been made to harm."""

from __future__ import annotations

import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS
from care.directory.national_files import UnusableFile

_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_NATIONAL = re.compile(
    "(?:"
    + "|".join(re.escape(kind.stem) for kind in (ACTIVITIES, SKILLS, MAILBOXES))
    + r")_\d{12}\.txt"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an honest archive never exceeds: bytes once unpacked, how much it was packed, members.

    The real one unpacks to about 1 GB, ten times its size.
    """

    size: int = 8 << 30
    ratio: int = 100
    members: int = 200


def national_name(name: str) -> str | None:
    """The file name in `name` if it is that of a national file; nothing else is ever written."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return last if _NATIONAL.fullmatch(last) else None


def is_archive(path: Path) -> bool:
    """Whether the file begins as a zip archive does. Raises OSError."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def unpack(archive: Path, folder: Path, bounds: Bounds = Bounds()) -> list[Path]:  # noqa: B008
    """Write the national files of `archive` into `folder`; its other files are left in it.

    Raises UnusableFile when it is damaged, out of `bounds`, or has none of them.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = list(_chosen(opened, archive, bounds))
            _check_room(folder, sum(member.file_size for member, _ in members))
            return [_write(opened, member, folder / name) for member, name in members]
    except FileExistsError as error:
        raise UnusableFile("source-twice", file=Path(error.filename).name) from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        OverflowError,
    ):
        raise UnusableFile("source-archive-damaged", file=archive.name) from None


def _chosen(
    opened: zipfile.ZipFile, archive: Path, bounds: Bounds
) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    members = opened.infolist()
    declared = sum(member.file_size for member in members)
    bomb = any(member.file_size > bounds.ratio * max(member.compress_size, 1) for member in members)
    if bomb or len(members) > bounds.members or declared > bounds.size:
        raise UnusableFile("source-archive-unsafe", file=archive.name)
    seen: set[str] = set()
    for member in members:
        name = national_name(member.filename)
        if name is None:
            continue
        if member.flag_bits & _ENCRYPTED or name in seen:
            raise UnusableFile("source-archive-unsafe", file=archive.name)
        seen.add(name)
        yield member, name
    if not seen:
        raise UnusableFile("source-archive-empty", file=archive.name)


def _check_room(folder: Path, needed: int) -> None:
    if shutil.disk_usage(folder).free < needed:
        raise UnusableFile("source-disk-full")


def _write(opened: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> Path:
    # Whatever a member declares, zipfile stops at that size, and checks the CRC.
    with opened.open(member) as packed, path.open("xb") as file:
        shutil.copyfileobj(packed, file, _CHUNK)
    return path
