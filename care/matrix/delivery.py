"""How each outgoing thing reaches the homeserver: once, however often it is tried."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from care.matrix.http import Json, MatrixError, MatrixHttp, path
from care.matrix.lookback import find_own_event
from care.matrix.machine import Machine
from care.matrix.rooms import RoomBook
from care.runtime.errors import PermanentFailure
from care.runtime.outbox import Pending, event_of
from care.runtime.outgoing import Address, ClearNotice, OpenRoom, React, Say
from care.runtime.rooms import OpenedRoom, bind_room, room_of
from care.runtime.worker import Worker

# Synapse forgets transaction ids after 24 hours, and knows them per device.
_TRANSACTIONS_KEPT = timedelta(hours=23)
MARK = "fr.cercle.id"
_CREATION_KEY = "fr.cercle.key"


class Delivery:
    """Sends one pending row at a time. Raises PermanentFailure when the server refuses for good."""

    def __init__(
        self,
        account: str,
        http: MatrixHttp,
        machine: Machine,
        rooms: RoomBook,
        worker: Worker,
        device_since: datetime,
    ) -> None:
        self._account = account
        self._http = http
        self._machine = machine
        self._rooms = rooms
        self._worker = worker
        self._device_since = device_since

    async def deliver(self, pending: Pending, now: datetime) -> str | None:
        """Send `pending`; returns the event it became, if it became one."""
        outgoing = pending.outgoing
        if isinstance(outgoing, OpenRoom):
            await self._open_room(outgoing)
            return None
        room_id = await self._resolve(outgoing.to)
        if isinstance(outgoing, React):
            relation = {"rel_type": "m.annotation", "event_id": outgoing.event_id}
            content: Json = {"m.relates_to": {**relation, "key": outgoing.emoji}}
            return await self._put(room_id, "m.reaction", content, pending.transaction_id)
        if isinstance(outgoing, ClearNotice):
            content = {"msgtype": "m.notice", "body": outgoing.text}
            return await self._put(room_id, "m.room.message", content, pending.transaction_id)
        if self._may_be_forgotten(pending, now):
            found = await find_own_event(
                self._http, self._machine, room_id, MARK, pending.transaction_id, pending.created_at
            )
            if found is not None:
                return found
        return await self._say(room_id, outgoing, pending.transaction_id)

    def _may_be_forgotten(self, pending: Pending, now: datetime) -> bool:
        """Whether an earlier try could have arrived without the server remembering its id."""
        return (
            pending.created_at < self._device_since or now - pending.created_at > _TRANSACTIONS_KEPT
        )

    async def _say(self, room_id: str, say: Say, transaction_id: str) -> str:
        content = say_content(say, transaction_id)
        if say.edits is not None:
            edits, account = say.edits, self._account
            target = await self._worker.transact(lambda c: event_of(c, account, edits))
            if target is not None:
                content = edit_content(content, target)
        view = await self._rooms.view(room_id)
        if not view.encrypted:
            raise PermanentFailure("the room is not encrypted")
        sealed = await self._machine.encrypt(room_id, "m.room.message", content, view.people)
        return await self._put(room_id, "m.room.encrypted", sealed, transaction_id)

    async def _put(self, room_id: str, type_: str, content: Json, transaction_id: str) -> str:
        target = path("rooms", room_id, "send", type_, transaction_id)
        answer = await self._http.request("PUT", target, content, insist=None)
        return str(answer["event_id"])

    async def _resolve(self, to: Address) -> str:
        if to.room_id is not None:
            return to.room_id
        opened = await self._opened(str(to.key))
        if opened is None:
            raise PermanentFailure("the conversation was never opened")
        return opened.room_id

    async def _opened(self, key: str) -> OpenedRoom | None:
        return await self._worker.transact(lambda c: room_of(c, self._account, key))

    async def _open_room(self, wanted: OpenRoom) -> None:
        """Create, bind, then invite: a room that a crash left unbound is seen by nobody.

        A room that exists already is only completed with the invitations it may lack.
        """
        opened = await self._opened(wanted.key)
        if opened is None:
            room_id = await self._find_unbound(wanted) or await self._create(wanted)
            opened = await self._worker.transact(
                lambda c: bind_room(
                    c, self._account, wanted.key, room_id, step_back=wanted.step_back
                )
            )
        if opened.left:
            return
        view = await self._rooms.view(opened.room_id)
        for person in wanted.people:
            if person not in view.people:
                await self._invite(opened.room_id, person)

    async def _create(self, wanted: OpenRoom) -> str:
        power: Json = {"users": dict.fromkeys(wanted.people, 100)}
        body: Json = {
            "preset": "private_chat",
            "visibility": "private",
            "creation_content": {_CREATION_KEY: _creation_key(wanted.key)},
            "initial_state": [
                {
                    "type": "m.room.encryption",
                    "state_key": "",
                    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
                }
            ],
            "power_level_content_override": power,
        }
        if wanted.name is not None:
            body["name"] = wanted.name
        if not await self._creators_are_supreme():
            power["users"][self._account] = 100
        answer = await self._http.request("POST", path("createRoom"), body, insist=None)
        return str(answer["room_id"])

    async def _creators_are_supreme(self) -> bool:
        """Room version 12 and later: creators stand above power levels and may not be in them."""
        answer = await self._http.request("GET", path("capabilities"))
        version = answer["capabilities"].get("m.room_versions", {}).get("default", "1")
        return str(version).isdigit() and int(version) >= 12

    async def _find_unbound(self, wanted: OpenRoom) -> str | None:
        """The room that an interrupted try created for this key: we are alone in it."""
        answer = await self._http.request("GET", path("joined_rooms"))
        for room_id in reversed(answer["joined_rooms"]):
            target = path("rooms", room_id, "state", "m.room.create")
            try:
                creation = await self._http.request("GET", target)
            except MatrixError:
                continue
            if creation.get(_CREATION_KEY) == _creation_key(wanted.key):
                return str(room_id)
        return None

    async def _invite(self, room_id: str, person: str) -> None:
        target = path("rooms", room_id, "invite")
        await self._http.request("POST", target, {"user_id": person}, insist=None)


def say_content(say: Say, transaction_id: str) -> Json:
    """The clear content of `say`, to be encrypted: text always complete, our marks inside."""
    content: dict[str, Any] = {
        "msgtype": "m.notice" if say.notice else "m.text",
        "body": say.text,
        MARK: transaction_id,
        **say.data,
    }
    if say.html is not None:
        content |= {"format": "org.matrix.custom.html", "formatted_body": say.html}
    if say.in_reply_to is not None:
        content["m.relates_to"] = {"m.in_reply_to": {"event_id": say.in_reply_to}}
    return content


def edit_content(content: Json, target: str) -> Json:
    """`content` as a replacement of the event `target` (Matrix spec, event replacements)."""
    new = {name: value for name, value in content.items() if name != "m.relates_to"}
    edited = {**new, "body": f"* {content['body']}", "m.new_content": new}
    if "formatted_body" in new:
        edited["formatted_body"] = f"* {new['formatted_body']}"
    return {**edited, "m.relates_to": {"rel_type": "m.replace", "event_id": target}}


def _creation_key(key: str) -> str:
    return hashlib.sha256(f"cercle room {key}".encode()).hexdigest()[:32]
