"""Who governs a room, read from its state; nobody leaves one behind that nobody governs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from care.access.act import Answer, RoomKind
from care.access.governance import check_services_kept, governs, named, stays_governed
from care.access.people import SERVICE_KINDS, Kind
from care.access.rules import conditions
from policies.territory import Territory

_LEVELS, _BIRTH = ("m.room.power_levels", ""), ("m.room.create", "")
Levels = Mapping[str, Any]


class Powers:
    """Questions about the powers in rooms of this server."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory

    async def met_by_change(self, kind: Kind, room_id: str, after: Levels) -> frozenset[Answer]:
        """The conditions that new levels meet; raises AccessRefused if they lower a service."""
        before, creators = await self._powers(room_id)
        room = await self._territory.rooms.of(room_id)
        self.check_services_kept(kind, before, after, room)
        members = await self._members(room_id)
        governed = stays_governed(after, creators, members, self._people(members))
        return conditions(if_governed=governed)

    async def met_by_leaving(self, user_id: str, room_id: str) -> frozenset[Answer]:
        """The conditions met when this person leaves; who does not govern takes nothing away."""
        levels, creators = await self._powers(room_id)
        members = await self._members(room_id)
        others = [member for member in members if member != user_id]
        takes_powers = user_id in members and governs(levels, creators, user_id)
        governed = stays_governed(levels, creators, others, self._people(others))
        return conditions(if_governed=governed or not takes_powers)

    def check_services_kept(
        self, kind: Kind, before: Levels, after: Levels, room: RoomKind
    ) -> None:
        """Raises AccessRefused when someone who may not lowers an assistant or an operator."""
        services = [
            user_id
            for user_id in named(before) | named(after)
            if self._territory.kind(user_id) in SERVICE_KINDS
        ]
        check_services_kept(kind, before, after, services, room)

    def _people(self, members: Iterable[str]) -> list[str]:
        kind = self._territory.kind
        return [member for member in members if kind(member) not in SERVICE_KINDS]

    async def _powers(self, room_id: str) -> tuple[Levels, frozenset[str]]:
        """The levels, and those who created the room where that puts them above (version 12)."""
        state = await self._territory.api.get_room_state(room_id, [_LEVELS, _BIRTH])
        levels = state[_LEVELS].content if _LEVELS in state else {}
        birth = state.get(_BIRTH)
        if birth is None or not birth.room_version.msc4289_creator_power_enabled:
            return levels, frozenset()
        return levels, frozenset({birth.sender, *birth.content.get("additional_creators", [])})

    async def _members(self, room_id: str) -> list[str]:
        members: list[str] = await self._territory.api.run_db_interaction(
            "cercle_members", _joined, room_id
        )
        return members


def _joined(transaction: Any, room_id: str) -> list[str]:
    transaction.execute(
        "SELECT state_key FROM current_state_events"
        " WHERE room_id = ? AND type = 'm.room.member' AND membership = 'join'",
        (room_id,),
    )
    return [user_id for (user_id,) in transaction]
