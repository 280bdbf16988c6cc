"""Where a device keeps its keys: one SQLite file, one transaction per batch of changes.

Serves nio's `Olm` machine in place of its own store, which writes each device and each session in
several committed statements. Everything private is pickled with a key of ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from nio.crypto import DeviceStore, OlmAccount, OlmDevice, Session, SessionStore, TrustState

from care.matrix.megolm_store import MegolmStore
from care.matrix.trust import Doubt

_SCHEMA = """
CREATE TABLE IF NOT EXISTS account(id INTEGER PRIMARY KEY CHECK (id = 1), pickle BLOB, shared INT);
CREATE TABLE IF NOT EXISTS olm_session(
    session_id TEXT PRIMARY KEY, sender_key TEXT, pickle BLOB, created TEXT, used TEXT);
CREATE TABLE IF NOT EXISTS device(
    user_id TEXT, device_id TEXT, ed25519 TEXT, curve25519 TEXT, deleted INT, trust INT,
    PRIMARY KEY (user_id, device_id));
CREATE TABLE IF NOT EXISTS tracked(user_id TEXT PRIMARY KEY, dirty INT);
CREATE TABLE IF NOT EXISTS pin(user_id TEXT PRIMARY KEY, master TEXT);
CREATE TABLE IF NOT EXISTS doubt(
    user_id TEXT, device_id TEXT, doubt TEXT, PRIMARY KEY (user_id, device_id));
"""


class CryptoStore:
    """The keys of one device of `user_id`, in `path`, sealed with `pickle_key`."""

    def __init__(self, path: Path, pickle_key: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        path.chmod(0o600)
        self.pickle_key = pickle_key
        self._depth = 0
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.executescript(_SCHEMA)
        self.megolm = MegolmStore(self.connection, pickle_key)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Commit everything done inside at once; undo it when the block raises. May nest."""
        if self._depth == 0:
            self.connection.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._depth -= 1
            if self._depth == 0:
                self.connection.execute("ROLLBACK")
            raise
        self._depth -= 1
        if self._depth == 0:
            self.connection.execute("COMMIT")

    # What nio's Olm machine calls: names are nio's.

    def load_account(self) -> OlmAccount | None:
        row = self.connection.execute("SELECT pickle, shared FROM account").fetchone()
        return OlmAccount.from_pickle(row[0], self.pickle_key, bool(row[1])) if row else None

    def save_account(self, account: OlmAccount) -> None:
        self.connection.execute(
            "REPLACE INTO account VALUES (1, ?, ?)",
            (account.pickle(self.pickle_key), account.shared),
        )

    def load_sessions(self) -> SessionStore:
        store = SessionStore()
        query = "SELECT sender_key, pickle, created, used FROM olm_session ORDER BY used DESC"
        for sender_key, pickle, created, used in self.connection.execute(query):
            times = datetime.fromisoformat(created), datetime.fromisoformat(used)
            session = Session.from_pickle(pickle, times[0], self.pickle_key, times[1])
            store[sender_key].append(session)
        return store

    def save_session(self, curve_key: str, session: Session) -> None:
        self.connection.execute(
            "REPLACE INTO olm_session VALUES (?, ?, ?, ?, ?)",
            (
                session.id,
                curve_key,
                session.pickle(self.pickle_key),
                session.creation_time.isoformat(),
                session.use_time.isoformat(),
            ),
        )

    def load_inbound_group_sessions(self) -> MegolmStore:
        return self.megolm

    def save_inbound_group_session(self, session: Any) -> None:
        self.megolm.save(session)

    def load_device_keys(self) -> DeviceStore:
        store = DeviceStore()
        query = "SELECT user_id, device_id, ed25519, curve25519, deleted, trust FROM device"
        for user_id, device_id, ed25519, curve25519, deleted, trust in self.connection.execute(
            query
        ):
            keys = {"ed25519": ed25519, "curve25519": curve25519}
            store[user_id][device_id] = OlmDevice(
                user_id, device_id, keys, "", bool(deleted), TrustState(trust)
            )
        return store

    def save_device_keys(self, device_keys: dict[str, dict[str, OlmDevice]]) -> None:
        self.save_devices(device for own in device_keys.values() for device in own.values())

    def load_outgoing_key_requests(self) -> dict[str, Any]:
        return {}

    def is_device_verified(self, device: OlmDevice) -> bool:
        return bool(device.trust_state == TrustState.verified)

    # Ours.

    def save_devices(self, devices: Iterable[OlmDevice]) -> None:
        """Write devices with the trust they carry."""
        self.connection.executemany(
            "REPLACE INTO device VALUES (?, ?, ?, ?, ?, ?)",
            [
                (d.user_id, d.device_id, d.ed25519, d.curve25519, d.deleted, d.trust_state.value)
                for d in devices
            ],
        )

    @property
    def is_settled(self) -> bool:
        """Whether the device that these keys belong to was completely set up."""
        return bool(self.connection.execute("PRAGMA user_version").fetchone()[0])

    def settle(self) -> None:
        """The device is completely set up."""
        self.connection.execute("PRAGMA user_version = 1")

    def load_doubts(self) -> dict[tuple[str, str], Doubt]:
        """Why devices are not listened to, by (user id, device id)."""
        rows = self.connection.execute("SELECT user_id, device_id, doubt FROM doubt")
        return {(user_id, device_id): Doubt(doubt) for user_id, device_id, doubt in rows}

    def save_doubt(self, user_id: str, device_id: str, doubt: Doubt | None) -> None:
        """Remember why a device is not listened to; None: it is."""
        self.connection.execute(
            "DELETE FROM doubt WHERE user_id = ? AND device_id = ?", (user_id, device_id)
        )
        if doubt is not None:
            self.connection.execute(
                "INSERT INTO doubt VALUES (?, ?, ?)", (user_id, device_id, doubt.value)
            )

    def load_tracked(self) -> dict[str, bool]:
        """The people whose devices we follow, and whether their list must be asked again."""
        return {
            user_id: bool(dirty)
            for user_id, dirty in self.connection.execute("SELECT user_id, dirty FROM tracked")
        }

    def save_tracked(self, users: Iterable[str], *, dirty: bool) -> None:
        """Follow `users`."""
        self.connection.executemany(
            "REPLACE INTO tracked VALUES (?, ?)", [(user_id, dirty) for user_id in users]
        )

    def load_pins(self) -> dict[str, str]:
        """The master key that each person had when we first met them."""
        return dict(self.connection.execute("SELECT user_id, master FROM pin"))

    def pin(self, user_id: str, master: str) -> None:
        """Remember `master` as the identity of `user_id`."""
        self.connection.execute("REPLACE INTO pin VALUES (?, ?)", (user_id, master))

    def unpin(self, user_id: str) -> None:
        """Accept whatever identity `user_id` shows next."""
        self.connection.execute("DELETE FROM pin WHERE user_id = ?", (user_id,))
