"""A room of ours that was replaced (upgraded): its people, its key and its mark follow.

The replacement was noted in the transaction that took its tombstone in; it is forgotten in the one
that binds the key, so that a death in between begins it again.
"""

from __future__ import annotations

from functools import partial

import structlog

from care.access.room_kind import KIND_EVENT, read_kind, render_kind
from care.matrix.handling import Handler, handling_cause
from care.matrix.http import Json, MatrixError, MatrixHttp, path
from care.matrix.membership import invite
from care.matrix.model import Moved
from care.matrix.rooms import RoomBook
from care.runtime.logs import opaque
from care.runtime.memory import forget
from care.runtime.rooms import key_of_room, move_room
from care.runtime.units import Units
from care.runtime.worker import Worker

REPLACED = "replaced:"
_log = structlog.get_logger()


class Moving:
    """Follows replacements for `account`."""

    def __init__(
        self,
        account: str,
        http: MatrixHttp,
        rooms: RoomBook,
        units: Units,
        worker: Worker,
        handler: Handler,
    ) -> None:
        self._account = account
        self._http = http
        self._rooms = rooms
        self._units = units
        self._worker = worker
        self._handler = handler

    async def follow(self, former: str, new: str) -> None:
        """Move to `new` what we opened as `former`. Raises MatrixError for another time."""
        key = await self._worker.transact(lambda c: key_of_room(c, self._account, former))
        if key is not None and await self._is_replacement(former, new):
            await self._mark(former, new)
            await self._bring_people(former, new)
            await self._worker.run(partial(self._bind, key, former, new))
        await self._worker.transact(lambda c: forget(c, self._account, REPLACED + former))

    async def _is_replacement(self, former: str, new: str) -> bool:
        """Whether both rooms say so, and `new` is as encrypted: anybody may claim one of them."""
        end = await self._state(former, "m.room.tombstone")
        birth = (await self._state(new, "m.room.create")).get("predecessor") or {}
        says_so = end.get("replacement_room") == new and birth.get("room_id") == former
        if not says_so or not (await self._rooms.view(new)).encrypted:
            _log.warning("replacement_refused", room=opaque(former))
            return False
        return True

    async def _mark(self, former: str, new: str) -> None:
        """Homeservers copy no mark."""
        kind = read_kind(await self._state(former, KIND_EVENT))
        if kind is not None and not await self._state(new, KIND_EVENT):
            target = path("rooms", new, "state", KIND_EVENT)
            await self._http.request("PUT", target, render_kind(kind))

    async def _bring_people(self, former: str, new: str) -> None:
        there = set((await self._rooms.view(new)).people)
        for person in (await self._rooms.view(former)).people:
            if person not in there:
                try:
                    await invite(self._http, new, person)
                except MatrixError as reason:
                    _log.warning("not_brought_along", room=opaque(new), why=str(reason))
        self._rooms.forget(new)

    def _bind(self, key: str, former: str, new: str) -> None:
        with self._units.unit(handling_cause(self._account, f"{former}>{new}")) as work:
            if move_room(work.connection, self._account, former, new):
                self._handler.moved(work, Moved(key, new, former))

    async def _state(self, room_id: str, type_: str) -> Json:
        try:
            return await self._http.request("GET", path("rooms", room_id, "state", type_))
        except MatrixError as reason:
            if reason.status != 404:
                raise
            return {}
