"""What we do to a room rather than say in it: each act looks first, and may be repeated."""

from __future__ import annotations

from care.access.power import power_levels
from care.access.room_kind import KIND_EVENT, read_kind
from care.matrix.http import Json, MatrixError, MatrixHttp, path
from care.matrix.membership import invite, remove
from care.matrix.rooms import RoomBook
from care.runtime.errors import PermanentFailure, TemporaryFailure
from care.runtime.outbox import fate_of
from care.runtime.outgoing import Erase, Invite, Pin, Remove, RoomAct, SetReadOnly, ShowPage
from care.runtime.worker import Worker

_INSIST = 60.0
_POWER = "m.room.power_levels"


class RoomActs:
    """The acts of `account`. Each raises MatrixError when the homeserver refuses for good."""

    def __init__(self, account: str, http: MatrixHttp, rooms: RoomBook, worker: Worker) -> None:
        self._account = account
        self._http = http
        self._rooms = rooms
        self._worker = worker

    async def do(self, room_id: str, act: RoomAct, transaction_id: str) -> None:
        """Do `act` in `room_id`, unless it is done."""
        match act:
            case Invite():
                await self._invite(room_id, act.person)
            case Remove():
                await remove(self._http, room_id, act.person)
                self._rooms.forget(room_id)  # what is said next is not for them
            case Pin():
                await self._pin(room_id, act.sent)
            case SetReadOnly():
                await self._set_read_only(room_id, act.read_only)
            case ShowPage():
                await self._show_page(room_id, act)
            case Erase():
                await self._erase(room_id, act.event_id, transaction_id)

    async def _invite(self, room_id: str, person: str) -> None:
        if person not in (await self._rooms.view(room_id)).people:
            await invite(self._http, room_id, person)
            self._rooms.forget(room_id)  # what is said next is for the invited too

    async def _pin(self, room_id: str, sent: tuple[str, ...]) -> None:
        account = self._account
        fates = await self._worker.transact(lambda c: [fate_of(c, account, one) for one in sent])
        if any(fate.waits for fate in fates):
            raise TemporaryFailure("a message to pin is still on its way")
        pinned = [fate.event_id for fate in fates if fate.event_id is not None]
        await self._put(room_id, "m.room.pinned_events", {"pinned": pinned})

    async def _set_read_only(self, room_id: str, read_only: bool) -> None:
        kind = read_kind(await self._state(room_id, KIND_EVENT))
        if kind is None:
            raise PermanentFailure("the room is of no kind")
        users = (await self._state(room_id, _POWER)).get("users", {})
        await self._put(room_id, _POWER, power_levels(kind, users, read_only=read_only))

    async def _show_page(self, room_id: str, act: ShowPage) -> None:
        """What clients read of a page (MSC1236, as they do); asked anew of people if it changes."""
        type_ = f"im.vector.modular.widgets/{act.widget}"
        content = {
            "id": act.widget,
            "type": "m.custom",
            "name": act.name,
            "url": act.url,
            "creatorUserId": self._account,
            "data": {},
            "waitForIframeLoad": True,
        }
        if await self._state(room_id, type_) != content:
            await self._put(room_id, type_, content)

    async def _erase(self, room_id: str, event_id: str, transaction_id: str) -> None:
        event = await self._http.request("GET", path("rooms", room_id, "event", event_id))
        if "redacted_because" not in event.get("unsigned", {}):
            target = path("rooms", room_id, "redact", event_id, transaction_id)
            await self._http.request("PUT", target, {}, insist=_INSIST)

    async def _state(self, room_id: str, type_: str) -> Json:
        """`type_` may be followed by a state key, after a slash."""
        try:
            target = path("rooms", room_id, "state", *type_.split("/"))
            return await self._http.request("GET", target)
        except MatrixError as reason:
            if reason.status != 404:
                raise
            return {}

    async def _put(self, room_id: str, type_: str, content: Json) -> None:
        target = path("rooms", room_id, "state", *type_.split("/"))
        await self._http.request("PUT", target, content, insist=_INSIST)
