"""One device's end-to-end encryption, on nio's Olm machine and vodozemac."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from nio.crypto import Olm
from nio.events import EncryptedToDeviceEvent, RoomKeyEvent, ToDeviceEvent
from nio.exceptions import EncryptionError

from care.matrix.crypto_store import CryptoStore
from care.matrix.decryption import Decrypted, Decryption
from care.matrix.devices import Devices
from care.matrix.http import Json, MatrixError, MatrixHttp, path
from care.matrix.model import Credentials
from care.matrix.sharing import Sharing

ONE_TIME_KEYS = 300
_REFILL_BELOW = 200
_Key = tuple[str, str]


class Machine:
    """Encrypts, decrypts, and keeps the homeserver supplied with our public keys."""

    def __init__(self, http: MatrixHttp, store: CryptoStore, credentials: Credentials) -> None:
        self.store = store
        self.olm = Olm(credentials.user_id, credentials.device_id, store)
        self._http = http
        self.devices = Devices(http, self.olm, store)
        self.sharing = Sharing(http, self.olm, store, self.devices)
        self._decryption = Decryption(self.olm, store.megolm, self.devices)

    def decrypt(self, room_id: str, event: Mapping[str, Any]) -> Decrypted:
        """The inside of `event`. Raises KeyMissing, NotTrusted or Malformed."""
        return self._decryption.open(room_id, event)

    async def encrypt(
        self, room_id: str, type_: str, content: Mapping[str, Any], members: Iterable[str]
    ) -> Json:
        """`content` as an `m.room.encrypted` content that the devices of `members` can read."""
        return await self.sharing.encrypt(room_id, type_, content, members)

    def receive(self, events: list[Json], changed: Iterable[str]) -> set[_Key]:
        """Take in one sync's to-device events and device changes, all or nothing.

        Returns the (room id, session id) of the conversation keys that arrived.
        """
        arrived: set[_Key] = set()
        with self.store.batch():
            self.devices.mark_changed(changed)
            for source in events:
                arrived.update(self._receive_one(source))
        return arrived

    def _receive_one(self, source: Json) -> Iterable[_Key]:
        event = ToDeviceEvent.parse_event(source)
        if not isinstance(event, EncryptedToDeviceEvent):
            return
        try:
            decrypted = self.olm.handle_to_device_event(event)
        except (EncryptionError, ValueError, KeyError, TypeError):
            # Hostile or damaged: as good as not received. The message it was for stays waiting.
            return
        if isinstance(decrypted, RoomKeyEvent):
            yield decrypted.room_id, decrypted.session_id

    async def publish_device(self) -> None:
        """Upload our device keys if the homeserver does not have them."""
        if not self.olm.account.shared:
            body = self.olm.share_keys()
            with self.store.batch():
                self.olm.save_account()
            await self._http.request("POST", path("keys", "upload"), body)
            self._mark_published()

    async def count_one_time_keys(self) -> int:
        """How many of our one-time keys the server still has."""
        answer = await self._http.request("POST", path("keys", "upload"), {})
        return int(answer.get("one_time_key_counts", {}).get("signed_curve25519", 0))

    async def replenish(self, on_server: int) -> None:
        """Keep so many one-time keys on the server that a crowd can write to us while we are away.

        nio knows neither fallback keys nor more than 50 keys at once: we upload in rounds. Keys are
        saved before they are offered, so that none is ever offered and then lost.
        """
        if on_server >= _REFILL_BELOW:
            return
        account = self.olm.account
        if account.one_time_keys["curve25519"]:
            account.mark_keys_as_published()  # left by a crash: some may have been taken already
        while on_server < ONE_TIME_KEYS:
            account.generate_one_time_keys(
                min(account.max_one_time_keys, ONE_TIME_KEYS - on_server)
            )
            with self.store.batch():
                self.olm.save_account()
            body = {"one_time_keys": self._signed_one_time_keys()}
            try:
                answer = await self._http.request("POST", path("keys", "upload"), body)
            except MatrixError as error:
                answer = error.body
                on_server = ONE_TIME_KEYS
            self._mark_published()
            counts = answer.get("one_time_key_counts", {})
            on_server = max(on_server + 1, int(counts.get("signed_curve25519", on_server)))

    def _signed_one_time_keys(self) -> Json:
        signed: Json = {}
        name = f"ed25519:{self.olm.device_id}"
        for key_id, key in self.olm.account.one_time_keys["curve25519"].items():
            signature = self.olm.sign_json({"key": key})
            signatures = {self.olm.user_id: {name: signature}}
            signed[f"signed_curve25519:{key_id}"] = {"key": key, "signatures": signatures}
        return signed

    def _mark_published(self) -> None:
        self.olm.account.shared = True
        self.olm.mark_keys_as_published()
        with self.store.batch():
            self.olm.save_account()
