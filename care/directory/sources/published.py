"""The files that a national server publishes: downloaded, unpacked, handed over together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from care.directory.sources.download import Download, Kept
from care.directory.sources.files import FilesSource, disk_errors
from care.directory.sources.port import Delivery, Progress
from care.directory.sources.web import Web, check_address, host_of

_FOLDER = "downloads"


@dataclass(frozen=True, slots=True)
class PublishedSource:
    """The archives or files at `urls`; `ca_file` holds the only authorities trusted, if given.

    The national server's own root is in no public store (IGC-Santé).
    """

    urls: Sequence[str]
    ca_file: Path | None = None

    @contextmanager
    def deliver(self, spool: Path, progress: Progress) -> Iterator[Delivery]:
        """What the server offers now; a file that has not changed is not downloaded again."""
        for url in self.urls:
            check_address(url)
        folder = spool / _FOLDER
        with disk_errors():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            web = Web(self.ca_file)
            paths = [folder / _slot(url) for url in self.urls]
            kept = [
                Download(web, url, path).fetch(progress)
                for url, path in zip(self.urls, paths, strict=True)
            ]
        files = FilesSource(paths, [one.name for one in kept])
        with files.deliver(spool, lambda *_: None) as delivery:
            origin = ", ".join(dict.fromkeys(host_of(url) for url in self.urls))
            yield Delivery(delivery.folder, origin, _mark(kept))


def _slot(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def _mark(kept: Sequence[Kept]) -> str:
    stamps = [f"{one.name} {one.stamp}" for one in kept]
    whole = all(one.stamp for one in kept)
    return hashlib.sha256("\n".join(stamps).encode()).hexdigest() if whole else ""
