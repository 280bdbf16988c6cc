"""The whole past of a room, read beside the session that serves the account.

Nothing is written: the session's keys are opened read-only, replies go to nobody. What an
untrusted device said is told too, marked as such: a past is complete, or it is no past.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson
import vodozemac
from nio.crypto import InboundGroupSession, OlmAccount, TrustState

from care.matrix.disk import AccountFiles
from care.matrix.http import Json, MatrixHttp, path
from care.matrix.media import get_file
from care.matrix.megolm_store import MegolmStore
from care.matrix.model import Credentials
from care.runtime.errors import SettingsError
from care.runtime.secrets import read_secret

LARGEST_ATTACHMENT = 60 * 2**20
_PAGE = "100"
_KINDS = (
    "m.room.encrypted", "m.room.message", "m.reaction", "m.room.member", "m.room.redaction",
    "m.room.name", "m.room.create",
)  # fmt: skip
_FILTER = json.dumps({"types": list(_KINDS), "lazy_load_members": True})


@dataclass(frozen=True, slots=True)
class PastEvent:
    """Something that happened in a room. `content` is the decrypted one, or the clear one.

    `trusted`: it came from a device that its owner signed; clear events are the server's word.
    `unread`: no key opens it, `content` is the ciphertext. `erased`: somebody took it back.
    """

    event_id: str
    sender: str
    at: datetime
    type: str
    content: Mapping[str, Any] = field(repr=False)
    state_key: str | None = None
    encrypted: bool = False
    trusted: bool = False
    unread: bool = False
    erased: bool = False


class Past:
    """What one account can read of its rooms' past."""

    def __init__(self, http: MatrixHttp, keys: Keyring) -> None:
        self.http = http
        self._keys = keys

    async def events(self, room_id: str) -> AsyncIterator[PastEvent]:
        """Everything from the beginning, oldest first. Raises MatrixError, Unreachable."""
        query = {"dir": "f", "limit": _PAGE, "filter": _FILTER}
        while True:
            answer = await self.http.request("GET", path("rooms", room_id, "messages"), query=query)
            for event in answer.get("chunk", []):
                yield self._read(room_id, event)
            end = answer.get("end")
            if end is None or end == query.get("from"):
                return
            query["from"] = str(end)

    async def rooms(self) -> list[str]:
        """The rooms that the account is in."""
        answer = await self.http.request("GET", path("joined_rooms"))
        return [str(room_id) for room_id in answer["joined_rooms"]]

    async def attachment(self, content: Mapping[str, Any]) -> bytes:
        """The file that a message shows. Raises PermanentFailure, MatrixError, Unreachable."""
        return await get_file(self.http, content, largest=LARGEST_ATTACHMENT)

    def _read(self, room_id: str, event: Json) -> PastEvent:
        content, type_ = event.get("content"), str(event.get("type"))
        content = content if isinstance(content, dict) else {}
        encrypted = type_ == "m.room.encrypted"
        opened = self._keys.open(room_id, event) if encrypted and content else None
        inside: Json = {"type": type_, "content": content}
        if opened is not None:
            inside = opened.payload
        return PastEvent(
            event_id=str(event.get("event_id")),
            sender=str(event.get("sender")),
            at=datetime.fromtimestamp(int(event.get("origin_server_ts", 0)) / 1000, UTC),
            type=str(inside["type"]),
            content=_with_relation(inside["content"], content if encrypted else {}),
            state_key=event.get("state_key"),
            encrypted=encrypted,
            trusted=opened is not None and opened.trusted,
            unread=encrypted and bool(content) and opened is None,
            erased="redacted_because" in event.get("unsigned", {}),
        )


@dataclass(frozen=True, slots=True)
class _Opened:
    payload: dict[str, Any] = field(repr=False)
    trusted: bool


class Keyring:
    """The conversation keys of an account's device, read where its session keeps them."""

    def __init__(self, files: AccountFiles, user_id: str) -> None:
        pickle_key = read_secret(files.pickle_key)
        self._connection = sqlite3.connect(
            f"file:{files.crypto}?mode=ro", uri=True, isolation_level=None, timeout=30
        )
        self._sessions = MegolmStore(self._connection, pickle_key)
        row = self._connection.execute("SELECT pickle, shared FROM account").fetchone()
        account = OlmAccount.from_pickle(row[0], pickle_key, bool(row[1])) if row else None
        self._own = (user_id, account.identity_keys["ed25519"] if account is not None else None)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def open(self, room_id: str, event: Mapping[str, Any]) -> _Opened | None:
        """The inside of `event`; a trusted sender's key is tried first. None: no key opens it."""
        content, sender = event["content"], str(event.get("sender"))
        candidates = self._sessions.find(room_id, str(content.get("session_id")))
        judged = [(self._is_trusted(sender, one), one) for one in candidates]
        for trusted, session in sorted(judged, key=lambda pair: not pair[0]):
            payload = self._decrypt(room_id, session, content.get("ciphertext"), event)
            if payload is not None:
                return _Opened(payload, trusted)
        return None

    def _decrypt(
        self,
        room_id: str,
        session: InboundGroupSession,
        ciphertext: object,
        event: Mapping[str, Any],
    ) -> dict[str, Any] | None:
        try:
            clear, position = session.decrypt(ciphertext)
            payload = orjson.loads(clear)
        except (
            vodozemac.MegolmDecryptionException,
            vodozemac.DecodeException,
            TypeError,
            ValueError,
            OverflowError,
        ):
            return None
        is_whole = (
            isinstance(payload, dict)
            and payload.get("room_id") == room_id
            and isinstance(payload.get("type"), str)
            and isinstance(payload.get("content"), dict)
        )
        if not is_whole or self._is_replay(session, position, str(event.get("event_id"))):
            return None
        return dict(payload)

    def _is_replay(self, session: InboundGroupSession, position: int, event_id: str) -> bool:
        """Whether the account heard another event at this position of the ratchet."""
        found = self._connection.execute(
            "SELECT event_id FROM heard WHERE sender_key = ? AND session_id = ? AND position = ?",
            (session.sender_key, session.id, position),
        ).fetchone()
        return found is not None and found[0] != event_id

    def _is_trusted(self, sender: str, session: InboundGroupSession) -> bool:
        if session.forwarding_chain:
            return False
        if (sender, session.ed25519) == self._own:
            return True
        found = self._connection.execute(
            "SELECT trust FROM device WHERE user_id = ? AND curve25519 = ? AND ed25519 = ?",
            (sender, session.sender_key, session.ed25519),
        ).fetchone()
        return found is not None and found[0] == TrustState.verified.value


@asynccontextmanager
async def open_past(base_url: str, files: AccountFiles) -> AsyncIterator[Past]:
    """The past of the account whose files these are, whether or not a session serves it.

    Raises SettingsError when the account has no device here.
    """
    try:
        credentials = Credentials(**json.loads(files.device.read_text(encoding="utf-8")))
        keys = Keyring(files, credentials.user_id)
    except (OSError, ValueError, TypeError, sqlite3.Error):
        raise SettingsError(f"Aucun appareil de l’assistant dans {files.state}") from None
    http = MatrixHttp(base_url, credentials.access_token)
    try:
        yield Past(http, keys)
    finally:
        keys.close()
        await http.close()


def _with_relation(inside: Mapping[str, Any], outside: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a message answers or replaces may be said beside its ciphertext."""
    relation = outside.get("m.relates_to")
    if relation is None or "m.relates_to" in inside:
        return inside
    return {**inside, "m.relates_to": relation}
