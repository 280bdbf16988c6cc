"""Keeps indexes side by side: one answers, the one before stays, a new one appears whole or not."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import orjson
from pydantic import TypeAdapter

from care.directory.model import Edition
from care.runtime.errors import Refusal, TemporaryFailure

_FORMAT = 1
_MANIFEST, _CURRENT, _LOCK, _NEW = "manifest.json", "current", "lock", ".new-"
_CHUNK = 1 << 22
_EDITION: TypeAdapter[Edition] = TypeAdapter(Edition)


class IndexMissing(Refusal):
    """No index was ever built here."""

    def __init__(self) -> None:
        super().__init__("directory-empty")


class IndexDamaged(TemporaryFailure):
    """An index cannot be trusted until it is built again from the national files."""


@contextmanager
def building(root: Path) -> Iterator[Path]:
    """A new folder to build in, alone; gone afterwards unless it was published."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for leftover in root.glob(f"{_NEW}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        folder = root / f"{_NEW}{secrets.token_hex(4)}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def publish(root: Path, folder: Path, edition: Edition) -> None:
    """Make what was built in `folder` the index that answers. Durable when it returns."""
    files = {path.name: _fingerprint(path) for path in sorted(folder.iterdir())}
    manifest = {"format": _FORMAT, "edition": edition, "files": files}
    (folder / _MANIFEST).write_bytes(orjson.dumps(manifest))
    for path in folder.iterdir():
        _flush(path)
    _flush(folder)
    before = _read_current(root)
    name = f"{edition.published_at:%Y%m%d%H%M}-{secrets.token_hex(4)}"
    folder.rename(root / name)
    pointer = root / f"{_NEW}{_CURRENT}"
    pointer.write_text(name, encoding="ascii")
    _flush(pointer)
    pointer.replace(root / _CURRENT)
    _flush(root)
    _forget(root, {name, before})


def current_name(root: Path) -> str:
    """The name of the index that answers. Raises IndexMissing."""
    name = _read_current(root)
    if not name:
        raise IndexMissing
    return name


def names(root: Path) -> list[str]:
    """The indexes kept, the one that answers first, then the newest."""
    kept = sorted((path.parent.name for path in root.glob(f"*/{_MANIFEST}")), reverse=True)
    current = _read_current(root)
    return sorted((name for name in kept if name[0] != "."), key=lambda name: name != current)


def check(folder: Path, *, light: frozenset[str] = frozenset()) -> Edition:
    """The edition of the index in `folder`; files in `light` are checked by their size only.

    Raises IndexDamaged when a file is missing, cut or altered, or of another format.
    """
    try:
        manifest = orjson.loads((folder / _MANIFEST).read_bytes())
        if manifest["format"] != _FORMAT:
            raise IndexDamaged
        for name, (size, checksum) in manifest["files"].items():
            path = folder / name
            if path.stat().st_size != size:
                raise IndexDamaged
            if name not in light and _checksum(path) != checksum:
                raise IndexDamaged
        return _EDITION.validate_python(manifest["edition"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise IndexDamaged from None


def _read_current(root: Path) -> str:
    with suppress(OSError, ValueError):
        name = (root / _CURRENT).read_text(encoding="ascii").strip()
        return name if name and "/" not in name and name[0] != "." else ""
    return ""


def _fingerprint(path: Path) -> tuple[int, int]:
    return path.stat().st_size, _checksum(path)


def _checksum(path: Path) -> int:
    value = 0
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(_CHUNK):
            value = zlib.crc32(chunk, value)
    return value


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _forget(root: Path, kept: set[str]) -> None:
    """Remove older indexes; who still reads one keeps its open files."""
    for path in root.glob(f"*/{_MANIFEST}"):
        if path.parent.name not in kept:
            shutil.rmtree(path.parent, ignore_errors=True)
