"""Every profile in memory, read again only where something changed."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from sqlalchemy import Connection

from care.directory.profiles.model import Profile
from care.directory.profiles.store import Mark, load_mark, load_profiles, load_stamps
from care.runtime.sealing import KeyRing


class ProfileBook:
    """One for a process; may be used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: Mark | None = None
        self._stamps: dict[str, str] = {}
        self._profiles: dict[str, Profile] = {}

    def load(self, connection: Connection, keys: KeyRing) -> tuple[Mark, Mapping[str, Profile]]:
        """The profiles by owner, and the mark that says which change they include."""
        mark = load_mark(connection)
        with self._lock:
            if mark != self._mark:
                stamps = load_stamps(connection)
                changed = [o for o, stamp in stamps.items() if self._stamps.get(o) != stamp]
                kept = {o: p for o, p in self._profiles.items() if o in stamps}
                self._profiles = {**kept, **load_profiles(connection, keys, changed)}
                self._mark, self._stamps = mark, stamps
            return mark, self._profiles
