"""Answers to practice programs, each in one transaction with the count that it adds to."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import Connection

from bridges.directory_api.bundle import Answer, Binder
from bridges.directory_api.paging import PARAMETER, open_page
from bridges.directory_api.parameters import Pairs, parse_query
from bridges.directory_api.problems import Problem
from bridges.directory_api.shelf import Present, Shelf
from bridges.directory_api.snapshot import KINDS
from care.runtime.sealing import KeyRing
from care.software.keys import parse_secret
from care.software.model import SoftwareKey
from care.software.store import find_key, note_query

_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")


class DirectoryService:
    """One for a process; may be used from several threads."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys
        self._shelf = Shelf(keys)

    def authenticate(self, connection: Connection, given: str) -> SoftwareKey:
        """Whose key `given` is. Raises Problem."""
        secret = parse_secret(given)
        key = None if secret is None else find_key(connection, secret)
        if key is None:
            raise Problem(401, "login", "api-key-missing")
        return key

    def read(
        self, connection: Connection, key: SoftwareKey, kind: str, name: str, now: datetime
    ) -> Answer:
        """One resource. Raises Problem."""
        present = self._present(connection, kind)
        entry = present.snapshot.get(kind, name) if _ID.fullmatch(name) else None
        if entry is None:
            raise Problem(404, "not-found", "api-not-found", kind=kind)
        note_query(connection, key, kind, 1, now)
        return Answer(entry.body, f'W/"{entry.version}"', 1)

    def search(
        self,
        connection: Connection,
        key: SoftwareKey,
        kind: str,
        pairs: Pairs,
        base: str,
        now: datetime,
    ) -> Answer:
        """One page of resources. Raises Problem."""
        present = self._present(connection, kind)
        snapshot, start = present.snapshot, 0
        if [name for name, _ in pairs] == [PARAMETER]:
            page = open_page(self._keys, kind, pairs[0][1])
            found = self._shelf.find(page.stamp)
            if found is None:
                raise Problem(410, "expired", "api-old-page")
            snapshot, start, pairs = found, page.start, page.pairs
        query = parse_query(kind, pairs)
        answer = Binder(self._keys, base).bind(snapshot, query, start, present.hidden)
        note_query(connection, key, kind, answer.results, now)
        return answer

    def _present(self, connection: Connection, kind: str) -> Present:
        if kind not in KINDS:
            raise Problem(404, "not-supported", "api-unknown-kind", kind=kind[:40])
        present = self._shelf.present(connection)
        if present is None:
            raise Problem(503, "transient", "api-no-directory", wait=60)
        return present
