"""Every conversation key also on the server, sealed, so that an empty disk is no tragedy."""

from __future__ import annotations

from collections import defaultdict

from care.matrix.backup_codec import BackupKey
from care.matrix.http import Json, MatrixError, MatrixHttp, path
from care.matrix.machine import Machine


class Backup:
    """Sends new keys to the backup `version`, and brings all of them back."""

    def __init__(self, http: MatrixHttp, machine: Machine, key: BackupKey, version: str) -> None:
        self._http = http
        self._machine = machine
        self._key = key
        self._version = version

    async def save_new(self) -> int:
        """Send the keys that the backup lacks; returns how many."""
        saved = 0
        store = self._machine.store
        own = self._machine.olm.account.identity_keys["ed25519"]
        while sessions := store.megolm.load_to_back_up():
            rooms: defaultdict[str, Json] = defaultdict(lambda: {"sessions": {}})
            for session in sessions:
                # The server keeps one entry per session id: that of whoever sent it first.
                if store.megolm.find(session.room_id, session.id)[0] is not session:
                    continue
                entry = self._key.encrypt(session, own=session.ed25519 == own)
                rooms[session.room_id]["sessions"][session.id] = entry
            body, query = {"rooms": rooms}, {"version": self._version}
            await self._http.request("PUT", path("room_keys", "keys"), body, query=query)
            with store.batch():
                store.megolm.mark_backed_up(sessions)
            saved += len(sessions)
        return saved

    async def restore(self) -> int:
        """Bring back every key that we saved; returns how many were new to this device."""
        try:
            answer = await self._http.request(
                "GET", path("room_keys", "keys"), query={"version": self._version}, patience=300
            )
        except MatrixError as error:
            if error.status == 404:
                return 0
            raise
        store, own = self._machine.store, self._machine.olm.account.identity_keys["ed25519"]
        restored = []
        with store.batch():
            for room_id, room in answer.get("rooms", {}).items():
                for session_id, entry in room["sessions"].items():
                    session = self._key.decrypt(room_id, session_id, entry, own)
                    if session is not None and store.megolm.add(session):
                        store.megolm.save(session)
                        restored.append(session)
            store.megolm.mark_backed_up(restored)
        return len(restored)
