"""What a room is for, as its own state says; a mark never changes, so it is read once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from synapse.module_api import ModuleApi

from care.access.act import MARKED_KINDS, RoomKind
from care.access.room_kind import KIND_EVENT, read_kind

_MARK, _BIRTH, _END = (KIND_EVENT, ""), ("m.room.create", ""), ("m.room.tombstone", "")
_LONGEST_CHAIN = 16


class RoomKinds:
    """The kinds of rooms; what is not marked is asked for again, since it may be marked one day."""

    def __init__(self, api: ModuleApi) -> None:
        self._api = api
        self._marked: dict[str, RoomKind] = {}

    async def of(self, room_id: str) -> RoomKind:
        """A room without a mark is what the room that it replaced was: Synapse copies no mark.

        The room replaced must say so itself, or anybody could claim its kind.
        """
        known = self._marked.get(room_id)
        if known is None:
            known = await self._read(room_id, _LONGEST_CHAIN)
            if known in MARKED_KINDS:
                self._marked[room_id] = known
        return known

    async def _read(self, room_id: str, further: int) -> RoomKind:
        state = await self._api.get_room_state(room_id, [_MARK, _BIRTH])
        marked = read_kind(_content(state, _MARK))
        if marked is not None:
            return marked
        birth = _content(state, _BIRTH)
        if birth.get("type") == "m.space":
            return RoomKind.SPACE
        before = _room_in(birth.get("predecessor"), "room_id")
        if before is None or not further or await self._replacement(before) != room_id:
            return RoomKind.CONVERSATION
        return await self._read(before, further - 1)

    async def _replacement(self, room_id: str) -> str | None:
        end = _content(await self._api.get_room_state(room_id, [_END]), _END)
        return _room_in(end, "replacement_room")


def _content(state: Any, key: tuple[str, str]) -> Any:
    return state[key].content if key in state else {}


def _room_in(content: Any, key: str) -> str | None:
    room_id = content.get(key) if isinstance(content, Mapping) else None
    return room_id if isinstance(room_id, str) else None
