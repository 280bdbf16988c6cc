"""How each outgoing thing reaches the homeserver: once, however often it is tried."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from care.matrix.content import edit_content, file_content, say_content
from care.matrix.http import Json, MatrixHttp, path
from care.matrix.lookback import MARK, find_own_event
from care.matrix.machine import Machine
from care.matrix.media import put_file
from care.matrix.opening import Opening
from care.matrix.privacy import Privacy
from care.matrix.room_acts import RoomActs
from care.matrix.rooms import RoomBook
from care.runtime.errors import PermanentFailure, TemporaryFailure
from care.runtime.outbox import Fate, Pending, fate_of, load_file
from care.runtime.outgoing import (
    Address,
    ClearNotice,
    Message,
    OpenRoom,
    React,
    RoomAct,
    Say,
    SendFile,
)
from care.runtime.sealing import KeyRing
from care.runtime.worker import Worker

# Synapse forgets transaction ids after 24 hours, and knows them per device.
_TRANSACTIONS_KEPT = timedelta(hours=23)
# After that, people may have left the room and ids been forgotten: the row is begun again.
_INSIST = 60.0
_EVENT = "$"
_FILES_AT_ONCE = 2  # each is held in memory several times over


class Delivery:
    """Sends one pending row at a time. Raises PermanentFailure when the server refuses for good."""

    def __init__(
        self,
        account: str,
        http: MatrixHttp,
        machine: Machine,
        rooms: RoomBook,
        opening: Opening,
        worker: Worker,
        keys: KeyRing,
        device_since: datetime,
    ) -> None:
        self._account = account
        self._http = http
        self._machine = machine
        self._rooms = rooms
        self._opening = opening
        self._worker = worker
        self._keys = keys
        self._device_since = device_since
        self._files = asyncio.Semaphore(_FILES_AT_ONCE)
        self._acts = RoomActs(account, http, rooms, worker)
        self._privacy = Privacy(account, rooms, opening, worker)

    async def deliver(self, pending: Pending, now: datetime) -> Fate:
        """Send `pending`; returns the event it became, if it became one, and where."""
        outgoing = pending.outgoing
        if isinstance(outgoing, OpenRoom):
            await self._opening.open(outgoing)
            return Fate()
        room_id = await self._resolve(outgoing.to)
        event_id = await self._deliver_in(room_id, pending, outgoing, now)
        return Fate(event_id=event_id, room_id=room_id)

    async def _deliver_in(
        self,
        room_id: str,
        pending: Pending,
        outgoing: Message | RoomAct | React | ClearNotice,
        now: datetime,
    ) -> str | None:
        match outgoing:
            case React():
                relation = {"rel_type": "m.annotation", "event_id": outgoing.event_id}
                content: Json = {"m.relates_to": {**relation, "key": outgoing.emoji}}
                return await self._put(room_id, "m.reaction", content, pending.transaction_id)
            case ClearNotice():
                content = {"msgtype": "m.notice", "body": outgoing.text}
                return await self._put(room_id, "m.room.message", content, pending.transaction_id)
            case Say() | SendFile():
                return await self._find_said(room_id, pending, now) or await self._say(
                    room_id, outgoing, pending.transaction_id
                )
            case _:
                await self._acts.do(room_id, outgoing, pending.transaction_id)
                return None

    async def _find_said(self, room_id: str, pending: Pending, now: datetime) -> str | None:
        """The event that `pending` became in an earlier try which the server may have forgotten."""
        if not self._may_be_forgotten(pending, now):
            return None
        return await find_own_event(
            self._http, self._account, room_id, pending.transaction_id, pending.created_at
        )

    def _may_be_forgotten(self, pending: Pending, now: datetime) -> bool:
        """Whether an earlier try could have arrived without the server remembering its id."""
        return (
            pending.created_at < self._device_since or now - pending.created_at > _TRANSACTIONS_KEPT
        )

    async def _say(self, room_id: str, message: Message, transaction_id: str) -> str:
        content = await self._content(message, transaction_id)
        view = await self._rooms.view(room_id)
        if not view.encrypted:
            raise PermanentFailure("the room is not encrypted")
        sealed = await self._machine.encrypt(room_id, "m.room.message", content, view.people)
        marked = {**sealed, MARK: transaction_id}
        return await self._put(room_id, "m.room.encrypted", marked, transaction_id)

    async def _content(self, message: Message, transaction_id: str) -> Json:
        account = self._account
        message = await self._hang(message)
        if isinstance(message, SendFile):
            async with self._files:
                file = await self._worker.transact(
                    lambda c: load_file(c, self._keys, account, transaction_id)
                )
                return file_content(message, len(file), await put_file(self._http, file))
        content = say_content(message)
        if message.edits is None:
            return content
        edited = message.edits
        fate = await self._worker.transact(lambda c: fate_of(c, account, edited))
        if fate.waits:
            raise TemporaryFailure("the message to edit is still on its way")
        return content if fate.event_id is None else edit_content(content, fate.event_id)

    async def _hang(self, message: Message) -> Message:
        """`message` in the thread of an event; on its own when that event will never be."""
        root = message.thread
        if root is None or root.startswith(_EVENT):
            return message
        fate = await self._worker.transact(lambda c: fate_of(c, self._account, root))
        if fate.waits:
            raise TemporaryFailure("the message that the thread hangs on is still on its way")
        return replace(message, thread=fate.event_id)

    async def _put(self, room_id: str, type_: str, content: Json, transaction_id: str) -> str:
        target = path("rooms", room_id, "send", type_, transaction_id)
        answer = await self._http.request("PUT", target, content, insist=_INSIST)
        return str(answer["event_id"])

    async def _resolve(self, to: Address) -> str:
        if to.room_id is not None:
            return to.room_id
        if to.person is not None:
            return await self._privacy.room_with(to.person)
        opened = await self._opening.find(str(to.key))
        if opened is None:
            raise PermanentFailure("the conversation was never opened")
        return opened.room_id
