"""One device's end-to-end encryption, on nio's Olm machine and vodozemac."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from nio.events import EncryptedToDeviceEvent, RoomKeyEvent, ToDeviceEvent
from nio.exceptions import EncryptionError

from care.matrix.crypto_store import CryptoStore
from care.matrix.decryption import MEGOLM, Decrypted, Decryption, KeyMissing
from care.matrix.devices import Devices
from care.matrix.http import Json, MatrixError, MatrixHttp, path
from care.matrix.key_requests import KeyRequests
from care.matrix.model import Credentials
from care.matrix.olm_machine import OlmMachine
from care.matrix.olm_sessions import OlmSessions
from care.matrix.sharing import Sharing
from care.matrix.signing import add_signature
from care.matrix.unwedging import Unwedging

ONE_TIME_KEYS = 300
_REFILL_BELOW = 200
_Key = tuple[str, str]
# What the parsing of a stranger's event may raise, in nio, vodozemac and their schemas.
_DAMAGED = (
    EncryptionError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    RecursionError,
)


class Machine:
    """Encrypts, decrypts, and keeps the homeserver supplied with our public keys."""

    def __init__(self, http: MatrixHttp, store: CryptoStore, credentials: Credentials) -> None:
        self.store = store
        self.olm = OlmMachine(credentials.user_id, credentials.device_id, store)
        self.http = http
        self.devices = Devices(http, self.olm, store)
        parts = (http, self.olm, store, self.devices)
        sessions = OlmSessions(http, self.olm, store)
        self.sharing = Sharing(*parts, sessions)
        self.key_requests = KeyRequests(*parts, self.sharing)
        self.unwedging = Unwedging(*parts, sessions)
        self._decryption = Decryption(self.olm, store.megolm, self.devices)

    def decrypt(self, room_id: str, event: Mapping[str, Any]) -> Decrypted:
        """The inside of `event`. Raises KeyMissing, NotTrusted or Malformed."""
        try:
            return self._decryption.open(room_id, event)
        except KeyMissing as missing:
            sender = str(event.get("sender"))
            self.key_requests.note_missing(room_id, missing.session_id, sender)
            raise

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
            arrived.update(self.key_requests.take_forwarded())
            if self.olm.used_one_time_key:
                self.olm.used_one_time_key = False
                self.olm.save_account()
        self.key_requests.note_arrived(arrived)
        return arrived

    async def mend(self) -> None:
        """Begin anew what broke, ask for keys that did not come, answer those who miss ours."""
        await self.unwedging.mend()
        await self.key_requests.settle()

    def _receive_one(self, source: object) -> Iterable[_Key]:
        if not isinstance(source, Mapping):
            return
        if source.get("type") == "m.room_key_request":
            self.key_requests.note_request(source)
        # Hostile or damaged is as good as not received: the message it was for stays waiting.
        try:
            event = ToDeviceEvent.parse_event(dict(source))
        except _DAMAGED:
            return
        if not isinstance(event, EncryptedToDeviceEvent):
            return
        try:
            decrypted = self.olm.handle_to_device_event(event)
        except _DAMAGED:
            self.olm.broken.add((event.sender, event.sender_key))
            return
        if isinstance(decrypted, RoomKeyEvent):
            yield decrypted.room_id, decrypted.session_id

    async def publish_device(self) -> None:
        """Upload our device keys if the homeserver does not have them.

        It loses them when it logs the device out, and keeps them when only our token ended.
        """
        own = (self.olm.user_id, self.olm.device_id)
        answer = await self.http.request(
            "POST", path("keys", "query"), {"device_keys": {own[0]: [own[1]]}}
        )
        if own[1] not in answer.get("device_keys", {}).get(own[0], {}):
            body = {"device_keys": self._signed_device()}
            await self.http.request("POST", path("keys", "upload"), body)

    async def count_one_time_keys(self) -> int:
        """How many of our one-time keys the server still has."""
        answer = await self.http.request("POST", path("keys", "upload"), {})
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
                answer = await self.http.request("POST", path("keys", "upload"), body)
            except MatrixError as error:
                answer = error.body
                on_server = ONE_TIME_KEYS
            self._mark_published()
            counts = answer.get("one_time_key_counts", {})
            on_server = max(on_server + 1, int(counts.get("signed_curve25519", on_server)))

    def _signed_device(self) -> Json:
        user_id, device_id = self.olm.user_id, self.olm.device_id
        keys = self.olm.account.identity_keys
        document: Json = {
            "algorithms": ["m.olm.v1.curve25519-aes-sha2", MEGOLM],
            "user_id": user_id,
            "device_id": device_id,
            "keys": {f"{kind}:{device_id}": keys[kind] for kind in ("ed25519", "curve25519")},
        }
        signature = self.olm.sign_json(dict(document))
        return add_signature(document, user_id, device_id, signature)

    def _signed_one_time_keys(self) -> Json:
        signed: Json = {}
        name = f"ed25519:{self.olm.device_id}"
        for key_id, key in self.olm.account.one_time_keys["curve25519"].items():
            signature = self.olm.sign_json({"key": key})
            signatures = {self.olm.user_id: {name: signature}}
            signed[f"signed_curve25519:{key_id}"] = {"key": key, "signatures": signatures}
        return signed

    def _mark_published(self) -> None:
        self.olm.mark_keys_as_published()
        with self.store.batch():
            self.olm.save_account()
