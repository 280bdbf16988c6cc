"""The Annuaire Santé API, page after page: within its limits, insisting, never led elsewhere."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlencode

import orjson

from care.directory.national_files import UnusableFile
from care.directory.sources.port import Progress
from care.directory.sources.web import (
    AnsweredBadly,
    Response,
    Unreachable,
    Web,
    host_of,
    origin_of,
)

CALLS_PER_SECOND = 17
_TRIES = 6
_LONGEST_WAIT = 60.0
_LARGEST_PAGE = 256 << 20
_MOST_PAGES = 100_000
_CHUNK = 1 << 18
_TRY_AGAIN = frozenset({408, 425, 429})
Json = dict[str, Any]


class Throttle:
    """Lets calls start no closer to each other than `per_second` allows."""

    def __init__(self, per_second: float) -> None:
        self._gap = 1 / per_second
        self._next = 0.0

    def wait(self) -> None:
        """Return when the next call may start."""
        now = monotonic()
        if now < self._next:
            sleep(self._next - now)
        self._next = max(now, self._next) + self._gap


@dataclass(frozen=True, slots=True)
class Manners:
    """How we behave: calls per second, tries, first wait between two, resources per page."""

    per_second: float = CALLS_PER_SECOND
    tries: int = _TRIES
    first_wait: float = 1.0
    page: int = 5_000


class FhirClient:
    """Searches of the API at `base`, with the key that its portal gave."""

    def __init__(self, web: Web, base: str, key: str, manners: Manners = Manners()) -> None:  # noqa: B008
        self._web, self._base, self._manners = web, base.rstrip("/"), manners
        self._headers = {"ESANTE-API-KEY": key, "Accept": "application/fhir+json"}
        self._throttle = Throttle(manners.per_second)
        self.calls = 0

    def search(self, kind: str, query: dict[str, str], progress: Progress) -> Iterator[Json]:
        """Every resource that answers, as it came. Raises UnusableFile: what came is not whole."""
        params = {"_count": str(self._manners.page), **query}
        url: str | None = f"{self._base}/{kind}?{urlencode(params)}"
        seen: set[str] = set()
        done = 0
        while url is not None:
            if url in seen or len(seen) >= _MOST_PAGES:
                raise self._refusal("source-api-loop")
            seen.add(url)
            raw = self._insist(url)
            done += len(raw)
            progress(kind, done, None)
            page = self._parse(raw)
            yield from _resources(page, kind)
            url = self._next(page)

    def _insist(self, url: str) -> bytes:
        wait = self._manners.first_wait
        for _ in range(self._manners.tries):
            asked: float | None = None
            self._throttle.wait()
            self.calls += 1
            try:
                with self._web.get(url, self._headers) as response:
                    return self._read(response)
            except Unreachable:
                pass
            except AnsweredBadly as answer:
                if answer.status < 500 and answer.status not in _TRY_AGAIN:
                    raise self._verdict(answer.status) from None
                asked = answer.wait
            sleep(min(asked if asked is not None else wait * random.uniform(0.5, 1), _LONGEST_WAIT))  # noqa: S311
            wait *= 2
        raise self._refusal("source-unreachable")

    def _read(self, response: Response) -> bytes:
        # A timeout is for each read: the whole page has its own.
        deadline = monotonic() + 4 * 30
        body = bytearray()
        while chunk := response.read(_CHUNK):
            body += chunk
            if len(body) > _LARGEST_PAGE:
                raise self._refusal("source-too-large")
            if monotonic() > deadline:
                raise Unreachable("slow")
        length = response.headers.get("Content-Length", "")
        if length.isdigit() and int(length) != len(body):
            raise Unreachable("cut")
        return bytes(body)

    def _parse(self, raw: bytes) -> Json:
        try:
            page = orjson.loads(raw)
        except orjson.JSONDecodeError:
            raise self._refusal("source-api-format") from None
        if not isinstance(page, dict) or page.get("resourceType") != "Bundle":
            raise self._refusal("source-api-format")
        return page

    def _next(self, page: Json) -> str | None:
        links = page.get("link")
        for link in links if isinstance(links, list) else []:
            if isinstance(link, dict) and link.get("relation") == "next":
                url = link.get("url")
                if not isinstance(url, str) or origin_of(url) != origin_of(self._base):
                    raise self._refusal("source-api-elsewhere")
                return url
        return None

    def _verdict(self, status: int) -> UnusableFile:
        if status in {401, 403}:
            return self._refusal("source-api-key")
        return self._refusal("source-answer", status=status)

    def _refusal(self, reason: str, **facts: object) -> UnusableFile:
        return UnusableFile(reason, host=host_of(self._base), **facts)


def _resources(page: Json, kind: str) -> Iterator[Json]:
    entries = page.get("entry")
    for entry in entries if isinstance(entries, list) else []:
        resource = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(resource, dict) and resource.get("resourceType") == kind:
            yield resource
