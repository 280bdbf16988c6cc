"""Where to speak with one person alone, now: where they last wrote to us, or a room of our own."""

from __future__ import annotations

from care.matrix.http import MatrixError
from care.matrix.opening import Opening
from care.matrix.rooms import RoomBook
from care.runtime.errors import PermanentFailure
from care.runtime.outgoing import OpenRoom
from care.runtime.rooms import direct_room_of
from care.runtime.worker import Worker

_MOST_ROOMS = 20
_GONE = frozenset({403, 404})


class Privacy:
    """Finds rooms that nobody but `account` and one person can read."""

    def __init__(self, account: str, rooms: RoomBook, opening: Opening, worker: Worker) -> None:
        self._account = account
        self._rooms = rooms
        self._opening = opening
        self._worker = worker

    async def room_with(self, person: str) -> str:
        """A room with `person` only, who is in it or invited. Raises as `Opening.open`."""
        account = self._account
        known = await self._worker.transact(lambda c: direct_room_of(c, account, person))
        if known is not None and await self._is_private(known, person):
            return known
        for number in range(_MOST_ROOMS):  # people may have brought others into the former ones
            key = f"direct:{person}" if number == 0 else f"direct:{person}:{number}"
            room_id = await self._open(key, person)
            if room_id is not None:
                return room_id
        raise PermanentFailure("no conversation with this person alone")

    async def _open(self, key: str, person: str) -> str | None:
        """The room `key`, `person` in it or invited; None when it is not for us two any more."""
        opened = await self._opening.find(key)
        if opened is not None:
            people = await self._people(opened.room_id)
            if people != {self._account}:  # otherwise they left, and are invited again
                return opened.room_id if people == {self._account, person} else None
        await self._opening.open(OpenRoom(key, (person,), direct=True))
        opened = await self._opening.find(key)
        is_theirs = opened is not None and await self._is_private(opened.room_id, person)
        return opened.room_id if opened is not None and is_theirs else None

    async def _is_private(self, room_id: str, person: str) -> bool:
        return await self._people(room_id) == {self._account, person}

    async def _people(self, room_id: str) -> set[str]:
        """Who may read there; nobody when we may not ourselves."""
        try:
            return set((await self._rooms.view(room_id)).people)
        except MatrixError as reason:
            if reason.status in _GONE:
                return set()
            raise
