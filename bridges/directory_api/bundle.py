"""One page of results: what matches, what goes with it, and where the next page is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import orjson

from bridges.directory_api.matching import search
from bridges.directory_api.paging import PARAMETER, Page, seal_page
from bridges.directory_api.parameters import Query
from bridges.directory_api.snapshot import Entry, Snapshot
from care.directory.fhir.resources import PractitionerRole
from care.runtime.sealing import KeyRing


@dataclass(frozen=True, slots=True)
class Answer:
    """What to send: JSON, its ETag, and how many results it holds."""

    body: bytes
    etag: str
    results: int


@dataclass(frozen=True, slots=True)
class Binder:
    """Makes pages whose links begin with `base`."""

    keys: KeyRing
    base: str

    def bind(self, snapshot: Snapshot, query: Query, start: int, hidden: frozenset[str]) -> Answer:
        """The page of results from `start`. People in `hidden` have asked since not to be shown."""
        found = search(snapshot, query)
        chosen = found[start : start + query.count]
        shown = [entry for entry in chosen if not entry.people <= hidden]
        beside = [e for e in _beside(snapshot, query, shown) if not e.people <= hidden]
        bundle = {
            "resourceType": "Bundle",
            "type": "searchset",
            "total": len(found),
            "link": list(self._links(snapshot, query, start, len(found))),
            "entry": [*self._entries(shown, "match"), *self._entries(beside, "include")],
        }
        if not bundle["entry"]:
            del bundle["entry"]
        mark = repr((snapshot.stamp, query.kind, query.pairs, start, self.base, sorted(hidden)))
        etag = hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()[:32]
        return Answer(orjson.dumps(bundle), f'W/"{etag}"', len(shown))

    def _links(
        self, snapshot: Snapshot, query: Query, start: int, total: int
    ) -> Iterator[dict[str, str]]:
        text = f"?{urlencode(query.pairs)}" if query.pairs else ""
        if start:
            text = f"?{self._page(snapshot, query, start)}"
        yield {"relation": "self", "url": f"{self.base}/{query.kind}{text}"}
        if query.count and start + query.count < total:
            following = self._page(snapshot, query, start + query.count)
            yield {"relation": "next", "url": f"{self.base}/{query.kind}?{following}"}

    def _page(self, snapshot: Snapshot, query: Query, start: int) -> str:
        page = Page(query.kind, snapshot.stamp, start, query.pairs)
        return urlencode({PARAMETER: seal_page(self.keys, page)})

    def _entries(self, entries: Sequence[Entry], mode: str) -> Iterator[dict[str, object]]:
        for entry in entries:
            resource = entry.resource
            yield {
                "fullUrl": f"{self.base}/{resource.resource_type}/{resource.id}",
                "resource": orjson.Fragment(entry.body),
                "search": {"mode": mode},
            }


def _beside(snapshot: Snapshot, query: Query, shown: Iterable[Entry]) -> list[Entry]:
    """What `_include` and `_revinclude` bring, each once."""
    found: dict[str, Entry] = {}
    for entry in shown:
        for reference in _references(entry, query):
            kind, _, key = reference.partition("/")
            target = snapshot.get(kind, key)
            if target is not None:
                found[reference] = target
        if query.reverse_includes:
            own = f"{entry.resource.resource_type}/{entry.resource.id}"
            for role in snapshot.roles_of.get(own, ()):
                found[f"PractitionerRole/{role.resource.id}"] = role
    return list(found.values())


def _references(entry: Entry, query: Query) -> Iterator[str]:
    role = entry.resource
    if not isinstance(role, PractitionerRole):
        return
    for name, reference in (
        ("practitioner", role.practitioner),
        ("organization", role.organization),
    ):
        wanted = f"PractitionerRole:{name}" in query.includes
        if wanted and reference is not None and reference.reference:
            yield reference.reference
