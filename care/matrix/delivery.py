"""How each outgoing thing reaches the homeserver: once, however often it is tried."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from care.matrix.http import Json, MatrixHttp, path
from care.matrix.lookback import MARK, find_own_event
from care.matrix.machine import Machine
from care.matrix.opening import Opening
from care.matrix.rooms import RoomBook
from care.runtime.errors import PermanentFailure
from care.runtime.outbox import Pending, event_of
from care.runtime.outgoing import Address, ClearNotice, OpenRoom, React, Say
from care.runtime.worker import Worker

# Synapse forgets transaction ids after 24 hours, and knows them per device.
_TRANSACTIONS_KEPT = timedelta(hours=23)
# After that, people may have left the room and ids been forgotten: the row is begun again.
_INSIST = 60.0


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
        device_since: datetime,
    ) -> None:
        self._account = account
        self._http = http
        self._machine = machine
        self._rooms = rooms
        self._opening = opening
        self._worker = worker
        self._device_since = device_since

    async def deliver(self, pending: Pending, now: datetime) -> str | None:
        """Send `pending`; returns the event it became, if it became one."""
        outgoing = pending.outgoing
        if isinstance(outgoing, OpenRoom):
            await self._opening.open(outgoing)
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
                self._http, self._account, room_id, pending.transaction_id, pending.created_at
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
        content = say_content(say)
        if say.edits is not None:
            edits, account = say.edits, self._account
            target = await self._worker.transact(lambda c: event_of(c, account, edits))
            if target is not None:
                content = edit_content(content, target)
        view = await self._rooms.view(room_id)
        if not view.encrypted:
            raise PermanentFailure("the room is not encrypted")
        sealed = await self._machine.encrypt(room_id, "m.room.message", content, view.people)
        marked = {**sealed, MARK: transaction_id}
        return await self._put(room_id, "m.room.encrypted", marked, transaction_id)

    async def _put(self, room_id: str, type_: str, content: Json, transaction_id: str) -> str:
        target = path("rooms", room_id, "send", type_, transaction_id)
        answer = await self._http.request("PUT", target, content, insist=_INSIST)
        return str(answer["event_id"])

    async def _resolve(self, to: Address) -> str:
        if to.room_id is not None:
            return to.room_id
        opened = await self._opening.find(str(to.key))
        if opened is None:
            raise PermanentFailure("the conversation was never opened")
        return opened.room_id


def say_content(say: Say) -> Json:
    """The clear content of `say`, to be encrypted: text always complete."""
    content: dict[str, Any] = {
        "msgtype": "m.notice" if say.notice else "m.text",
        "body": say.text,
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
