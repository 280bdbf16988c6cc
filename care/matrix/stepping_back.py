"""Leaving the conversations that we opened for others, once one of them is in."""

from __future__ import annotations

import asyncio

import structlog
from sqlalchemy import Connection

from care.matrix.http import MatrixError, MatrixHttp, path
from care.matrix.rooms import RoomBook
from care.matrix.sync_batch import RoomUpdate
from care.runtime.errors import TemporaryFailure
from care.runtime.logs import opaque
from care.runtime.outbox import is_waiting
from care.runtime.outgoing import Address
from care.runtime.rooms import OpenedRoom, mark_left, rooms_to_leave
from care.runtime.worker import Worker

_PAUSE = 1.0
_log = structlog.get_logger()


class SteppingBack:
    """Leaves rooms marked `step_back`: before that they would die, after it they are not ours."""

    def __init__(self, account: str, http: MatrixHttp, rooms: RoomBook, worker: Worker) -> None:
        self._account = account
        self._http = http
        self._rooms = rooms
        self._worker = worker

    def concerns(self, update: RoomUpdate) -> bool:
        """Whether somebody else just joined."""
        return any(
            event["state_key"] != self._account
            and event.get("content", {}).get("membership") == "join"
            for event in update.members()
        )

    async def leave_all_joined(self) -> None:
        """Leave what became theirs while we were away."""
        rooms = await self._to_leave()
        await asyncio.gather(*(self._insist_on_leaving(room) for room in rooms))

    async def leave_if_joined(self, room_id: str) -> None:
        """Leave `room_id` if it is one of those and somebody else is in it."""
        for room in await self._to_leave():
            if room.room_id == room_id:
                await self._insist_on_leaving(room)

    async def _to_leave(self) -> list[OpenedRoom]:
        return await self._worker.transact(lambda c: rooms_to_leave(c, self._account))

    async def _insist_on_leaving(self, room: OpenedRoom) -> None:
        while True:
            try:
                if await self._is_settled(room):
                    return
            except TemporaryFailure:
                pass
            await asyncio.sleep(_PAUSE)

    async def _is_settled(self, room: OpenedRoom) -> bool:
        """Whether we left, or nobody is there yet; False while we still have something to say."""
        account = self._account
        try:
            view = await self._rooms.view(room.room_id)
            if not set(view.joined) - {account}:
                return True
            if await self._worker.transact(lambda c: _has_to_speak(c, account, room)):
                return False
            await self._http.request("POST", path("rooms", room.room_id, "leave"), {})
        except MatrixError as reason:
            if reason.status == 401:  # logged out: the session ends
                return True
            _log.info("already_out", room=opaque(room.room_id), why=str(reason))
        await self._worker.transact(lambda c: mark_left(c, account, room.room_id))
        return True


def _has_to_speak(connection: Connection, account: str, room: OpenedRoom) -> bool:
    addresses = Address(key=room.key), Address(room.room_id)
    return any(is_waiting(connection, account, address.lane) for address in addresses)
