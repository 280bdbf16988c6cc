"""Keys of conversations: on disk for as long as needed, in memory only while used."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict

from nio.crypto import InboundGroupSession

_SCHEMA = """
CREATE TABLE IF NOT EXISTS megolm(
    room_id TEXT, session_id TEXT, sender_key TEXT, ed25519 TEXT, pickle BLOB, chain TEXT,
    backed_up INT DEFAULT 0, PRIMARY KEY (room_id, session_id, sender_key));
CREATE INDEX IF NOT EXISTS megolm_to_back_up ON megolm(backed_up) WHERE backed_up = 0;
CREATE TABLE IF NOT EXISTS heard(
    sender_key TEXT, session_id TEXT, position INT, event_id TEXT,
    PRIMARY KEY (sender_key, session_id, position)) WITHOUT ROWID;
"""
_IN_MEMORY = 2_000
_Key = tuple[str, str]


class MegolmStore:
    """Inbound Megolm sessions by room and session id; answers as nio's `GroupSessionStore` does.

    A session id may be held from several senders: somebody in a room can send us the key of another
    person's session, and must not displace the one its owner sent.
    """

    def __init__(self, connection: sqlite3.Connection, pickle_key: str) -> None:
        self._connection = connection
        self._pickle_key = pickle_key
        self._recent: OrderedDict[_Key, list[InboundGroupSession]] = OrderedDict()
        connection.executescript(_SCHEMA)

    def find(self, room_id: str, session_id: str) -> list[InboundGroupSession]:
        """Every session of that id, whoever sent it, in the order in which they came."""
        key = (room_id, session_id)
        if key not in self._recent:
            found = self._load(room_id, session_id)
            if not found:
                return []
            self._remember(key, found)
        self._recent.move_to_end(key)
        return self._recent[key]

    def get(self, room_id: str, sender_key: str, session_id: str) -> InboundGroupSession | None:
        """The session that came from `sender_key`."""
        for session in self.find(room_id, session_id):
            if session.sender_key == sender_key:
                return session
        return None

    def add(self, session: InboundGroupSession) -> bool:
        """Keep `session` unless the same sender's reads at least as far back."""
        known = self.get(session.room_id, session.sender_key, session.id)
        if known is not None and known.first_known_index <= session.first_known_index:
            return False
        held = self.find(session.room_id, session.id)
        kept = [session if one is known else one for one in held]
        self._remember((session.room_id, session.id), kept if known else [*held, session])
        return True

    def save(self, session: InboundGroupSession) -> None:
        """Write the session that `add` kept, to be backed up."""
        known = self.get(session.room_id, session.sender_key, session.id)
        if known is None or known is not session:
            return
        self._connection.execute(
            "INSERT INTO megolm VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO UPDATE SET"
            " ed25519 = excluded.ed25519, pickle = excluded.pickle, chain = excluded.chain,"
            " backed_up = 0",
            (
                session.room_id,
                session.id,
                session.sender_key,
                session.ed25519,
                session.pickle(self._pickle_key),
                json.dumps(session.forwarding_chain),
            ),
        )

    def load_to_back_up(self, limit: int = 200) -> list[InboundGroupSession]:
        """Sessions that the server-side backup lacks."""
        rows = self._connection.execute(
            "SELECT room_id, sender_key, session_id FROM megolm WHERE backed_up = 0 LIMIT ?",
            (limit,),
        ).fetchall()
        return [session for row in rows if (session := self.get(*row)) is not None]

    def mark_backed_up(self, sessions: list[InboundGroupSession]) -> None:
        """The backup has them now."""
        self._connection.executemany(
            "UPDATE megolm SET backed_up = 1"
            " WHERE room_id = ? AND session_id = ? AND sender_key = ?",
            [(session.room_id, session.id, session.sender_key) for session in sessions],
        )

    def mark_none_backed_up(self) -> None:
        """A new backup begins: it has nothing yet."""
        self._connection.execute("UPDATE megolm SET backed_up = 0")

    def is_replay(self, session: InboundGroupSession, position: int, event_id: str) -> bool:
        """Whether this ratchet position already carried another event; remembers it otherwise.

        Counted per sender: who repeats another's words as their own does not silence that other.
        """
        where = (session.sender_key, session.id, position)
        self._connection.execute(
            "INSERT OR IGNORE INTO heard VALUES (?, ?, ?, ?)", (*where, event_id)
        )
        (known,) = self._connection.execute(
            "SELECT event_id FROM heard WHERE sender_key = ? AND session_id = ? AND position = ?",
            where,
        ).fetchone()
        return bool(known != event_id)

    def _remember(self, key: _Key, sessions: list[InboundGroupSession]) -> None:
        self._recent[key] = sessions
        self._recent.move_to_end(key)
        while len(self._recent) > _IN_MEMORY:
            self._recent.popitem(last=False)

    def _load(self, room_id: str, session_id: str) -> list[InboundGroupSession]:
        rows = self._connection.execute(
            "SELECT pickle, ed25519, sender_key, chain FROM megolm"
            " WHERE room_id = ? AND session_id = ? ORDER BY rowid",
            (room_id, session_id),
        )
        return [
            InboundGroupSession.from_pickle(
                pickle, ed25519, sender_key, room_id, self._pickle_key, json.loads(chain)
            )
            for pickle, ed25519, sender_key, chain in rows
        ]
