"""A homeserver reduced to keys and messages between devices, which can be told to lie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import web

from care.matrix.cross_signing import OwnIdentity
from care.matrix.crypto_store import CryptoStore
from care.matrix.machine import Machine
from care.matrix.model import Credentials

Json = dict[str, Any]
Device = tuple[str, str]


def _as_it_is(answer: Json) -> Json:
    return answer


@dataclass
class KeyServer:
    """What was uploaded, and what waits for each device.

    `lie` may change the answers to `/keys/query`; `requests` counts by path.
    """

    url: str = ""
    devices: dict[str, dict[str, Json]] = field(default_factory=lambda: defaultdict(dict))
    one_time: dict[Device, dict[str, Json]] = field(default_factory=lambda: defaultdict(dict))
    identities: dict[str, Json] = field(default_factory=dict)
    inboxes: dict[Device, list[Json]] = field(default_factory=lambda: defaultdict(list))
    sent: list[tuple[str, Device]] = field(default_factory=list)
    requests: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    backup: Json = field(default_factory=dict)
    ever_offered: list[str] = field(default_factory=list)
    lie: Callable[[Json], Json] = _as_it_is
    refuse_uploads: bool = False
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def answer(self, request: web.Request) -> web.Response:
        """One request; the access token is `user id|device id`."""
        user_id, _, device_id = request.headers["Authorization"][7:].partition("|")
        words = request.path.removeprefix("/_matrix/client/v3/").split("/")
        self.requests["/".join(words[:2])] += 1
        body = await request.json() if request.can_read_body else {}
        match words:
            case ["keys", "upload"]:
                if self.refuse_uploads:
                    return web.json_response({"errcode": "M_FORBIDDEN"}, status=403)
                return web.json_response(self._upload((user_id, device_id), body))
            case ["keys", "query"]:
                return web.json_response(self.lie(self._query(list(body["device_keys"]))))
            case ["keys", "claim"]:
                return web.json_response(self._claim(body["one_time_keys"]))
            case ["sendToDevice", type_, _]:
                self._send(user_id, type_, body["messages"])
                return web.json_response({})
            case ["room_keys", "keys"]:
                if request.method == "PUT":
                    self._keep_in_backup(body["rooms"])
                return web.json_response({"rooms": self.backup})
        raise web.HTTPNotFound

    def _upload(self, device: Device, body: Json) -> Json:
        if "device_keys" in body:
            self.devices[device[0]][device[1]] = body["device_keys"]
        for name, key in body.get("one_time_keys", {}).items():
            self.one_time[device][name] = key
            self.ever_offered.append(key["key"])
        return {"one_time_key_counts": {"signed_curve25519": len(self.one_time[device])}}

    def _query(self, users: list[str]) -> Json:
        answer: Json = {"device_keys": {}, "master_keys": {}, "self_signing_keys": {}}
        for user_id in users:
            answer["device_keys"][user_id] = self.devices[user_id]
            if user_id in self.identities:
                identity = self.identities[user_id]
                answer["master_keys"][user_id] = identity["master_key"]
                answer["self_signing_keys"][user_id] = identity["self_signing_key"]
        return deepcopy(answer)

    def _claim(self, wanted: dict[str, dict[str, str]]) -> Json:
        found: Json = defaultdict(dict)
        for user_id, devices in wanted.items():
            for device_id in devices:
                keys = self.one_time[user_id, device_id]
                if keys:
                    name = next(iter(keys))
                    found[user_id][device_id] = {name: keys.pop(name)}
        return {"one_time_keys": found, "failures": {}}

    def _send(self, sender: str, type_: str, messages: dict[str, dict[str, Json]]) -> None:
        for user_id, devices in messages.items():
            for device_id, content in devices.items():
                self.sent.append((type_, (user_id, device_id)))
                event = {"type": type_, "sender": sender, "content": content}
                self.inboxes[user_id, device_id].append(event)

    def _keep_in_backup(self, rooms: Json) -> None:
        """As Synapse does: an entry is replaced only by one that reads further back."""
        for room_id, room in rooms.items():
            kept = self.backup.setdefault(room_id, {"sessions": {}})["sessions"]
            for session_id, entry in room["sessions"].items():
                known = kept.get(session_id)
                if known is None or entry["first_message_index"] < known["first_message_index"]:
                    kept[session_id] = entry

    def sign(self, identity: OwnIdentity, user_id: str, *device_ids: str) -> None:
        """`user_id` publishes `identity` and signs these devices with it."""
        self.identities[user_id] = identity.documents(user_id)
        for device_id in device_ids:
            document = self.devices[user_id][device_id]
            self.devices[user_id][device_id] = identity.sign_device(user_id, document)


@dataclass
class Party:
    """A device of somebody, with its machine, its keys in `file`."""

    server: KeyServer
    machine: Machine
    file: Path

    @property
    def user_id(self) -> str:
        """Whose device it is."""
        return str(self.machine.olm.user_id)

    @property
    def device_id(self) -> str:
        """Its id."""
        return str(self.machine.olm.device_id)

    def receive(self, *changed: str) -> set[tuple[str, str]]:
        """Take in what waits, and that the devices of `changed` changed."""
        waiting = self.server.inboxes.pop((self.user_id, self.device_id), [])
        return self.machine.receive(waiting, changed)

    async def say(self, room_id: str, text: str, *people: str) -> Json:
        """An encrypted event of ours."""
        content = {"msgtype": "m.text", "body": text}
        sealed = await self.machine.encrypt(room_id, "m.room.message", content, people)
        number = next(self.server.numbers)
        return {"sender": self.user_id, "event_id": f"${number}", "content": sealed}

    async def hear(self, room_id: str, event: Json) -> str:
        """The words in `event`, as the listener reads them."""
        await self.machine.devices.refresh([event["sender"]])
        words: str = self.machine.decrypt(room_id, event).content["body"]
        return words

    def close(self) -> None:
        """Close the file."""
        self.machine.store.close()

    async def restart(self) -> None:
        """Forget all but what is on disk."""
        self.close()
        await self.open()

    async def open(self) -> None:
        """Begin with what is on disk."""
        who = Credentials(self.user_id, self.device_id, "")
        store = CryptoStore(self.file, "pickle")
        self.machine = Machine(self.machine.http, store, who)


@asynccontextmanager
async def key_server() -> AsyncIterator[KeyServer]:
    """A key server on a free port."""
    server = KeyServer()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = site.name
    try:
        yield server
    finally:
        await runner.cleanup()
