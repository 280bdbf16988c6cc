"""Leaving the conversations that we opened for others, once one of them is in."""

from __future__ import annotations

import structlog

from care.matrix.http import MatrixError, MatrixHttp, Unreachable, path
from care.matrix.rooms import RoomBook
from care.matrix.sync_batch import RoomUpdate
from care.runtime.logs import opaque
from care.runtime.rooms import mark_left, rooms_to_leave
from care.runtime.worker import Worker

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
        account = self._account
        for room in await self._worker.transact(lambda c: rooms_to_leave(c, account)):
            await self.leave_if_joined(room.room_id)

    async def leave_if_joined(self, room_id: str) -> None:
        """Leave `room_id` if it is one of those and somebody else is in it."""
        account = self._account
        waiting = await self._worker.transact(lambda c: rooms_to_leave(c, account))
        if room_id not in {room.room_id for room in waiting}:
            return
        try:
            view = await self._rooms.view(room_id)
            if set(view.joined) - {account}:
                await self._http.request("POST", path("rooms", room_id, "leave"), {}, insist=300)
            else:
                return
        except MatrixError as reason:
            _log.info("already_out", room=opaque(room_id), why=str(reason))
        except Unreachable:
            return
        await self._worker.transact(lambda c: mark_left(c, account, room_id))
