"""The territory's space and its groups: made once, then kept as the file says."""

from __future__ import annotations

from typing import Any

from care.access.act import RoomKind
from care.access.room_kind import KIND_EVENT, render_kind
from care.runtime.settings import Territory
from homeserver.layout import Layout
from homeserver.provisioning.admin import Admin
from homeserver.provisioning.room_memory import Rooms, recall_rooms, remember_rooms
from homeserver.provisioning.room_request import (
    MODERATOR,
    SPACE_KEY,
    render_child,
    render_group,
    render_space,
)
from homeserver.provisioning.room_state import RoomState
from homeserver.service_accounts import operator_id


class RoomKeeper:
    """Brings the rooms of one territory in line with its file.

    `moderators` are the user ids that may write announcements and invite; `others` those that are
    known not to.
    """

    def __init__(
        self,
        territory: Territory,
        layout: Layout,
        admin: Admin,
        moderators: list[str],
        others: list[str],
    ) -> None:
        self._territory = territory
        self._layout = layout
        self._admin = admin
        self._moderators = moderators
        self._others = others
        self._via = territory.territory.server_name

    async def ensure(self) -> tuple[Rooms, dict[str, RoomState]]:
        """The rooms by key (`space`, then the groups'), and their state."""
        keys = {SPACE_KEY, *(group.key for group in self._territory.groups)}
        rooms = await recall_rooms(self._layout, self._admin, keys)
        await self._create_missing(rooms)
        states = {
            key: RoomState.of(await self._admin.room_state(room)) for key, room in rooms.items()
        }
        await self._adjust(rooms, states)
        return rooms, states

    async def _create_missing(self, rooms: Rooms) -> None:
        version, operator = self._territory.homeserver.room_version, operator_id(self._territory)
        if SPACE_KEY not in rooms:
            name = self._territory.territory.name
            request = render_space(name, version, operator, self._moderators)
            await self._create(rooms, SPACE_KEY, request)
        for group in self._territory.groups:
            if group.key not in rooms:
                request = render_group(
                    group, version, operator, self._moderators, rooms[SPACE_KEY], self._via
                )
                await self._create(rooms, group.key, request)
        remember_rooms(self._layout, rooms)

    async def _create(self, rooms: Rooms, key: str, request: dict[str, Any]) -> None:
        # Remembered at once: a crash must not leave a room that the next run would make again.
        rooms[key] = await self._admin.create_room(request)
        remember_rooms(self._layout, rooms)

    async def _adjust(self, rooms: Rooms, states: dict[str, RoomState]) -> None:
        names = {SPACE_KEY: self._territory.territory.name} | {
            group.key: group.name for group in self._territory.groups
        }
        for key, name in names.items():
            await self._set(rooms[key], states[key], "m.room.name", {"name": name})
            levels = states[key].content("m.room.power_levels")
            users = self._wanted_levels(levels.get("users", {}))
            await self._set(
                rooms[key], states[key], "m.room.power_levels", levels | {"users": users}
            )
        for rank, group in enumerate(self._territory.groups):
            mark = render_kind(RoomKind(group.kind.value))
            await self._set(rooms[group.key], states[group.key], KIND_EVENT, mark)
            child = render_child(self._via, rank)
            space = rooms[SPACE_KEY], states[SPACE_KEY]
            await self._set(*space, "m.space.child", child, rooms[group.key])

    def _wanted_levels(self, present: dict[str, int]) -> dict[str, int]:
        kept = {
            user: level
            for user, level in present.items()
            if not (user in self._others and level == MODERATOR)
        }
        return dict.fromkeys(self._moderators, MODERATOR) | kept

    async def _set(
        self,
        room: str,
        state: RoomState,
        event_type: str,
        content: dict[str, Any],
        state_key: str = "",
    ) -> None:
        if state.content(event_type, state_key) != content:
            await self._admin.set_state(room, event_type, content, state_key)
