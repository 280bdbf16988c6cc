"""The last good list, on disk and in memory: replaced whole, by a newer one that was verified."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bridges.mssante.white_list.document import (
    Authority,
    WhiteList,
    check_newer,
    read_white_list,
)
from care.runtime.errors import Refusal

_FILE = "white_list.xml"


class WhiteListShelf:
    """Kept in `folder`; several processes may read it while one replaces it."""

    def __init__(self, folder: Path, authority: Authority) -> None:
        self._path = folder / _FILE
        self._authority = authority
        self._stamp: object = None
        self._last: WhiteList | None = None

    @property
    def is_ready(self) -> bool:
        """Whether there is a list."""
        return self.latest() is not None

    def is_trusted(self, address: str) -> bool:
        """Whether `address` belongs to the trusted space. False when there is no list."""
        latest = self.latest()
        return latest is not None and latest.is_trusted(address)

    def latest(self) -> WhiteList | None:
        """The list as it is now; None when none was ever taken, or its file was altered."""
        try:
            found = self._path.stat()
            stamp = (found.st_mtime_ns, found.st_ino, found.st_size)
            if stamp != self._stamp:
                # It was verified when it came: a signer's certificate may have ended since.
                at = datetime.fromtimestamp(found.st_mtime, UTC)
                self._last = read_white_list(self._path.read_bytes(), self._authority, at)
                self._stamp = stamp
        except (OSError, Refusal):
            return self._last
        return self._last

    def offer(self, source: bytes, now: datetime) -> WhiteList:
        """Take this list in place of the last one. Raises Refusal: the last one then stays."""
        new = read_white_list(source, self._authority, now)
        check_newer(new, self.latest(), now)
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{_FILE}.")
        with os.fdopen(descriptor, "wb") as file:
            file.write(source)
            file.flush()
            os.fsync(file.fileno())
        os.utime(name, (now.timestamp(), now.timestamp()))
        Path(name).replace(self._path)
        return new
