"""A person's device that a test drives by hand: it syncs, speaks and withholds when told to."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from care.matrix.cross_signing import OwnIdentity
from care.matrix.crypto_store import CryptoStore
from care.matrix.decryption import KeyMissing, Malformed, NotTrusted
from care.matrix.http import Json, MatrixError, MatrixHttp, path
from care.matrix.identity import password_auth
from care.matrix.machine import Machine
from care.matrix.signing import is_signed_by
from tests.real.servers import RunningHomeserver

PASSWORD = "pw"  # noqa: S105
_LONG_TIMELINES = json.dumps({"room": {"timeline": {"limit": 100}}})


class HoldingHttp(MatrixHttp):
    """Holds messages between devices back while `holding`."""

    holding = False

    def __init__(self, base_url: str, access_token: str | None = None) -> None:
        super().__init__(base_url, access_token)
        self.held: list[tuple[str, str, Mapping[str, Any] | None]] = []

    async def request(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, **options: Any
    ) -> Json:
        if self.holding and "/sendToDevice/" in path:
            self.held.append((method, path, body))
            return {}
        return await super().request(method, path, body, **options)

    async def release(self) -> None:
        """Send what was held back."""
        self.holding = False
        held, self.held = self.held, []
        for method, target, body in held:
            await self.request(method, target, body)


@dataclass
class Phone:
    """A logged-in device of `user_id`."""

    http: HoldingHttp
    machine: Machine
    user_id: str
    device_id: str
    since: str | None = None
    to_device: list[Json] = field(default_factory=list)
    timeline: list[Json] = field(default_factory=list)

    async def sync(self, timeout_ms: int = 0) -> list[Json]:
        """Take in what is new; returns the new room events, each with its `room_id`."""
        query = {"timeout": str(timeout_ms), "filter": _LONG_TIMELINES}
        if self.since is not None:
            query["since"] = self.since
        answer = await self.http.request("GET", path("sync"), query=query)
        self.since = answer["next_batch"]
        received = answer.get("to_device", {}).get("events", [])
        self.to_device.extend(received)
        lists = answer.get("device_lists", {})
        self.machine.receive(received, [*lists.get("changed", []), *lists.get("left", [])])
        fresh = [
            {**event, "room_id": room_id}
            for room_id, room in answer.get("rooms", {}).get("join", {}).items()
            for event in room["timeline"]["events"]
        ]
        self.timeline.extend(fresh)
        return fresh

    async def open_room(self, *people: str) -> str:
        """An encrypted room with `people`, once all of them have joined."""
        body = {
            "preset": "trusted_private_chat",
            "invite": list(people),
            "initial_state": [
                {
                    "type": "m.room.encryption",
                    "state_key": "",
                    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
                }
            ],
        }
        room_id = str((await self.http.request("POST", path("createRoom"), body))["room_id"])
        await self.wait_members(room_id, {self.user_id, *people})
        return room_id

    async def wait_members(self, room_id: str, people: set[str]) -> None:
        """Wait until exactly `people` are in the room."""
        async with asyncio.timeout(90):
            while set(await self.members(room_id)) != people:
                await asyncio.sleep(0.05)

    async def members(self, room_id: str) -> list[str]:
        """Who is in the room."""
        target = path("rooms", room_id, "joined_members")
        return list((await self.http.request("GET", target))["joined"])

    async def join(self, room_id: str) -> None:
        """Enter a room that we are invited to."""
        await self.http.request("POST", path("join", room_id), {})

    async def seal(self, room_id: str, text: str) -> Json:
        """The encrypted content of a message to everybody in the room."""
        content = {"msgtype": "m.text", "body": text}
        people = await self.members(room_id)
        return await self.machine.encrypt(room_id, "m.room.message", content, people)

    async def say(self, room_id: str, text: str) -> str:
        """Send `text`, encrypted; returns the event id."""
        return await self.put(room_id, "m.room.encrypted", await self.seal(room_id, text))

    async def put(self, room_id: str, type_: str, content: Json) -> str:
        """Send an event; returns its id."""
        target = path("rooms", room_id, "send", type_, uuid.uuid4().hex)
        return str((await self.http.request("PUT", target, content))["event_id"])

    async def read(self, event: Json) -> str | None:
        """The words in `event`; None when we cannot read it, or will not."""
        if event["type"] == "m.room.message":
            return str(event["content"]["body"])
        await self.machine.devices.refresh([event["sender"]])
        try:
            return str(self.machine.decrypt(event["room_id"], event).content.get("body"))
        except (KeyMissing, NotTrusted, Malformed):
            return None

    async def heard(self, room_id: str, sender: str) -> list[str | None]:
        """All that `sender` said so far in the room, as we can read it now."""
        await self.sync()
        return [
            await self.read(event)
            for event in self.timeline
            if (event["room_id"], event["sender"]) == (room_id, sender)
            and event["type"] in {"m.room.message", "m.room.encrypted"}
        ]

    async def wait_heard(
        self, room_id: str, sender: str, text: str, *, seconds: float = 90
    ) -> list[str | None]:
        """All that `sender` said in the room, once something with `text` in it is among it."""
        said: list[str | None] = []
        try:
            async with asyncio.timeout(seconds):
                while True:
                    said = await self.heard(room_id, sender)
                    if any(text in (one or "") for one in said):
                        return said
                    await asyncio.sleep(0.1)
        except TimeoutError:
            raise AssertionError(f"{text!r} not heard; heard instead: {said}") from None

    async def publish(self, identity: OwnIdentity) -> None:
        """Publish `identity`, in place of an older one if need be."""
        target = path("keys", "device_signing", "upload")
        body = identity.documents(self.user_id)
        try:
            await self.http.request("POST", target, body)
        except MatrixError as error:
            auth = password_auth(self.user_id, PASSWORD, error.body)
            await self.http.request("POST", target, {**body, "auth": auth})

    async def sign(self, identity: OwnIdentity, device_id: str | None = None) -> None:
        """Sign this device of ours, or another, with `identity`."""
        wanted = device_id or self.device_id
        query = {"device_keys": {self.user_id: [wanted]}}
        answer = await self.http.request("POST", path("keys", "query"), query)
        document = answer["device_keys"][self.user_id][wanted]
        assert is_signed_by(
            document, self.user_id, document["keys"][f"ed25519:{wanted}"], key_name=wanted
        )
        signed = identity.sign_device(self.user_id, document)
        target = path("keys", "signatures", "upload")
        answer = await self.http.request("POST", target, {self.user_id: {wanted: signed}})
        assert not answer.get("failures"), json.dumps(answer)


@asynccontextmanager
async def phone(
    server: RunningHomeserver, localpart: str, files: Path, *, identity: OwnIdentity | None = None
) -> AsyncIterator[Phone]:
    """A new device of `localpart`, whose account is made if need be; signed with `identity`."""
    try:
        await server.create_user(localpart, PASSWORD)
    except MatrixError as error:
        if error.errcode != "M_USER_IN_USE":
            raise
    who = await server.login(localpart, PASSWORD)
    http = HoldingHttp(server.url, who.access_token)
    store = CryptoStore(files / f"{localpart}-{who.device_id}.db", "pickle")
    try:
        machine = Machine(http, store, who)
        await machine.publish_device()
        await machine.replenish(await machine.count_one_time_keys())
        ours = Phone(http, machine, who.user_id, who.device_id)
        if identity is not None:
            await publish_once(ours, identity)
            await ours.sign(identity)
        await ours.sync()
        yield ours
    finally:
        store.close()
        await http.close()


async def publish_once(ours: Phone, identity: OwnIdentity) -> None:
    """Publish `identity` unless it already is."""
    query: Json = {"device_keys": {ours.user_id: []}}
    answer = await ours.http.request("POST", path("keys", "query"), query)
    master = answer.get("master_keys", {}).get(ours.user_id, {})
    if f"ed25519:{identity.master.public}" not in master.get("keys", {}):
        await ours.publish(identity)
