"""The states of the directory that may still be asked for: the present one, and a few before."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

from sqlalchemy import Connection

from bridges.directory_api.snapshot import Snapshot, build_snapshot
from care.directory.fhir.published import load_published
from care.directory.profiles.book import ProfileBook
from care.directory.profiles.model import Profile
from care.directory.store import load_edition
from care.runtime.sealing import KeyRing

_KEPT = 4
_LASTS = 1800.0
_ID_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Present:
    """What answers now, and who asked not to be listed: hidden from older states too."""

    snapshot: Snapshot
    hidden: frozenset[str]


class Shelf:
    """One for a process; may be used from several threads."""

    def __init__(self, keys: KeyRing, now: Callable[[], float] = monotonic) -> None:
        self._keys, self._now = keys, now
        self._book = ProfileBook()
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Snapshot]] = OrderedDict()

    def present(self, connection: Connection) -> Present | None:
        """The state of the database now; None before the first import."""
        edition = load_edition(connection)
        if edition is None:
            return None
        mark, profiles = self._book.load(connection, self._keys)
        stamp = f"{edition.id}-{mark[0]}-{mark[1]}"
        hidden = frozenset(owner for owner, profile in profiles.items() if profile.unlisted)
        with self._lock:
            kept = self._kept.get(stamp)
            snapshot = kept[1] if kept else self._build(connection, stamp, profiles)
            self._kept[stamp] = self._now(), snapshot
            self._kept.move_to_end(stamp)
            self._forget()
        return Present(snapshot, hidden)

    def find(self, stamp: str) -> Snapshot | None:
        """An earlier state, for about half an hour after it was replaced."""
        with self._lock:
            self._forget()
            kept = self._kept.get(stamp)
            return None if kept is None else kept[1]

    def _build(
        self, connection: Connection, stamp: str, profiles: Mapping[str, Profile]
    ) -> Snapshot:
        people = load_published(connection, profiles)
        return build_snapshot(stamp, people, self._make_id)

    def _make_id(self, clear: str) -> str:
        return self._keys.blind(clear, "directory_api.resource")[:_ID_LENGTH]

    def _forget(self) -> None:
        oldest = self._now() - _LASTS
        for stamp, (used, _) in list(self._kept.items())[:-1]:
            if used < oldest or len(self._kept) > _KEPT:
                del self._kept[stamp]
