"""Opening a ZIP that a stranger made: every bound is checked before, and again while, unpacking."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from care.standards.xdm.reason import XdmReason, XdmRefused

_START = b"PK\x03\x04"
_END = b"PK\x05\x06"
_CHUNK = 65_536
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_IS_ENCRYPTED = 0x1
_LONGEST_NAME = 240
_HEADER = 30
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, struct.error,
    ValueError, OSError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an archive may hold at most."""

    packed: int = 40_000_000
    entries: int = 500
    unpacked: int = 50_000_000
    ratio: int = 100
    #: Below this size a good ratio is no bomb: an empty form compresses well.
    always_allowed: int = 200_000


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file of an archive; `path` has `/` between folders, whatever wrote it."""

    path: str
    content: bytes = field(repr=False)

    @property
    def folder(self) -> str:
        """Where it lies."""
        return self.path.rpartition("/")[0]

    @property
    def name(self) -> str:
        """Its name without its folder."""
        return self.path.rpartition("/")[2]


def read_archive(raw: bytes, bounds: Bounds | None = None) -> tuple[ArchiveFile, ...]:
    """Every file, in the order of the directory. Raises XdmRefused for the whole when in doubt."""
    bounds = bounds or Bounds()
    if len(raw) > bounds.packed:
        raise XdmRefused(XdmReason.TOO_BIG)
    if not raw.startswith(_START):
        raise XdmRefused(XdmReason.NOT_AN_ARCHIVE)
    _check_announced_entries(raw, bounds)
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(archive.infolist(), bounds)
            return tuple(_unpack(archive, entries, bounds))
    except _BROKEN:
        raise XdmRefused(XdmReason.DAMAGED) from None


def _check_announced_entries(raw: bytes, bounds: Bounds) -> None:
    """The end record tells their number, before a directory of any size is read."""
    place = raw.rfind(_END)
    if 0 <= place <= len(raw) - 12:
        (announced,) = struct.unpack_from("<H", raw, place + 10)
        if announced > bounds.entries:
            raise XdmRefused(XdmReason.TOO_MANY_ENTRIES)
    if raw.count(b"PK\x01\x02") > 4 * bounds.entries:
        raise XdmRefused(XdmReason.TOO_MANY_ENTRIES)


def _check(entries: list[zipfile.ZipInfo], bounds: Bounds) -> None:
    if len(entries) > bounds.entries:
        raise XdmRefused(XdmReason.TOO_MANY_ENTRIES)
    if sum(entry.file_size for entry in entries) > bounds.unpacked:
        raise XdmRefused(XdmReason.BOMB)
    for entry in entries:
        _check_entry(entry, bounds)
    names = [_normalize(entry.filename).casefold() for entry in entries]
    if len(set(names)) < len(names):
        raise XdmRefused(XdmReason.NAME_TWICE)
    _check_apart(entries)


def _check_entry(entry: zipfile.ZipInfo, bounds: Bounds) -> None:
    if not _is_safe(entry):
        raise XdmRefused(XdmReason.UNSAFE_NAME)
    if entry.flag_bits & _IS_ENCRYPTED:
        raise XdmRefused(XdmReason.ENCRYPTED)
    if entry.compress_type not in _METHODS:
        raise XdmRefused(XdmReason.UNKNOWN_METHOD)
    if entry.file_size > max(bounds.always_allowed, bounds.ratio * entry.compress_size):
        raise XdmRefused(XdmReason.BOMB)


def _is_safe(entry: zipfile.ZipInfo) -> bool:
    """No way up, no root, no drive, no link, nothing hidden after a NUL."""
    path = _normalize(entry.filename)
    mode = entry.external_attr >> 16
    parts = path.rstrip("/").split("/")
    return (
        entry.orig_filename == entry.filename
        and 0 < len(path) <= _LONGEST_NAME
        and path.isprintable()
        and ":" not in path
        and not path.startswith("/")
        and not any(part in {"", ".", ".."} for part in parts)
        and not (mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR})
    )


def _check_apart(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes multiply a small file without any great ratio."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise XdmRefused(XdmReason.OVERLAPPING)
        end = entry.header_offset + _HEADER + entry.compress_size


def _unpack(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], bounds: Bounds
) -> Iterator[ArchiveFile]:
    left = bounds.unpacked
    for entry in entries:
        chunks = []
        with archive.open(entry) as packed:
            while chunk := packed.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise XdmRefused(XdmReason.BOMB)
                chunks.append(chunk)
        yield ArchiveFile(_normalize(entry.filename), b"".join(chunks))


def _normalize(name: str) -> str:
    """With `/` between folders, from the root: some tools begin every name with `./`."""
    return name.replace("\\", "/").removeprefix("./")
