"""Downloads that resume where they broke off, and ask first whether anything is new."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from time import sleep
from urllib.parse import unquote, urlsplit

from care.directory.national_files import UnusableFile
from care.directory.sources.port import Progress
from care.directory.sources.web import AnsweredBadly, Response, Unreachable, Web, host_of

_CHUNK = 1 << 18
_LARGEST = 2 << 30
_TRIES = 6
_FORBIDDEN, _ABSENT = {401, 403}, {404, 410}
_NOT_MODIFIED, _PARTIAL, _NO_SUCH_RANGE = 304, 206, 416


@dataclass(frozen=True, slots=True)
class Kept:
    """A downloaded file, as the server named and stamped it (`ETag`, `Last-Modified`)."""

    url: str
    name: str
    etag: str = ""
    modified: str = ""

    @property
    def stamp(self) -> str:
        """What changes when the file does; empty when the server stamps nothing (RFC 9110)."""
        return "" if self.etag.startswith("W/") else self.etag or self.modified


class Download:
    """The file at `url`, kept as `path` with a `.json` beside it; `.part` while it comes."""

    def __init__(
        self, web: Web, url: str, path: Path, *, largest: int = _LARGEST, pause: float = 2
    ):
        self._web, self._url, self._path = web, url, path
        self._part = path.with_name(path.name + ".part")
        self._largest, self._pause = largest, pause

    def fetch(self, progress: Progress) -> Kept:
        """Bring the file up to date; the one already there stays until the new one is whole.

        Raises UnusableFile.
        """
        for attempt in range(_TRIES):
            if attempt:
                sleep(self._pause * attempt)
            try:
                return self._try(progress)
            except Unreachable:
                continue
            except AnsweredBadly as answer:
                self._judge(answer)
        raise UnusableFile("source-unreachable", host=host_of(self._url))

    def _try(self, progress: Progress) -> Kept:
        kept, begun = self._recall(self._path), self._recall(self._part)
        start = self._part.stat().st_size if begun and begun.stamp else 0
        headers = _conditions(
            kept if self._path.exists() else None, begun if start else None, start
        )
        try:
            with self._web.get(self._url, headers) as response:
                return self._receive(response, start, progress)
        except AnsweredBadly as answer:
            if answer.status == _NOT_MODIFIED and kept is not None:
                return kept
            raise

    def _receive(self, response: Response, start: int, progress: Progress) -> Kept:
        offered = Kept(
            self._url,
            _file_name(response, self._url),
            response.headers.get("ETag", ""),
            response.headers.get("Last-Modified", ""),
        )
        if response.status != _PARTIAL or not _starts_at(response, start):
            start = 0
        whole = _whole_size(response, start)
        if whole is not None and whole > self._largest:
            raise UnusableFile("source-too-large", host=host_of(self._url))
        self._remember(self._part, offered)
        done = self._append(response, start, whole, progress, offered.name)
        if whole is not None and done != whole:
            raise Unreachable("cut")
        self._part.replace(self._path)
        self._remember(self._path, offered)
        return offered

    def _append(
        self, response: Response, start: int, whole: int | None, progress: Progress, name: str
    ) -> int:
        done = start
        with self._part.open("ab" if start else "wb") as file:
            while chunk := response.read(_CHUNK):
                done += len(chunk)
                if done > self._largest:
                    raise UnusableFile("source-too-large", host=host_of(self._url))
                file.write(chunk)
                progress(name, done, whole)
        return done

    def _judge(self, answer: AnsweredBadly) -> None:
        """Go on trying, or not. Raises UnusableFile."""
        host = host_of(self._url)
        if answer.status in _FORBIDDEN:
            raise UnusableFile("source-forbidden", host=host)
        if answer.status in _ABSENT:
            raise UnusableFile("source-not-found", host=host)
        if answer.status == _NO_SUCH_RANGE:
            self._part.unlink(missing_ok=True)
        elif answer.status < 500 and answer.status not in {408, 425, 429}:
            raise UnusableFile("source-answer", host=host, status=answer.status)

    def _recall(self, path: Path) -> Kept | None:
        with suppress(OSError, ValueError, TypeError):
            kept = Kept(**json.loads(_beside(path).read_text(encoding="utf-8")))
            if kept.url == self._url and path.exists():
                return kept
        return None

    def _remember(self, path: Path, kept: Kept) -> None:
        fresh = _beside(path).with_suffix(".new")
        fresh.write_text(json.dumps(asdict(kept)), encoding="utf-8")
        fresh.replace(_beside(path))


def _conditions(kept: Kept | None, begun: Kept | None, start: int) -> Mapping[str, str]:
    headers = {}
    if kept is not None and kept.etag:
        headers["If-None-Match"] = kept.etag
    elif kept is not None and kept.modified:
        headers["If-Modified-Since"] = kept.modified
    if begun is not None:
        headers |= {"Range": f"bytes={start}-", "If-Range": begun.stamp}
    return headers


def _starts_at(response: Response, start: int) -> bool:
    found = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return found is not None and int(found[1]) == start


def _whole_size(response: Response, start: int) -> int | None:
    length = response.headers.get("Content-Length", "")
    return start + int(length) if length.isdigit() else None


def _file_name(response: Response, url: str) -> str:
    offered = response.headers.get_filename() or unquote(urlsplit(url).path)
    return PurePosixPath(offered.replace("\\", "/")).name


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".json")
