"""What every policy needs to know: who asks, and which servers are ours or allowed."""

from __future__ import annotations

from dataclasses import dataclass

from synapse.module_api import ModuleApi

from care.access.act import Act, Answer
from care.access.people import Kind
from care.access.rules import check_may
from care.access.server import check_server
from policies.kinds import RoomKinds
from policies.registry import AccountRegistry
from policies.settings import PolicySettings


@dataclass(frozen=True, slots=True)
class Territory:
    """The homeserver seen by the policies."""

    server_name: str
    registry: AccountRegistry
    settings: PolicySettings
    api: ModuleApi
    rooms: RoomKinds

    def kind(self, user_id: str) -> Kind:
        """What this account is for the territory."""
        return self.registry.kind(user_id)

    def is_here(self, user_id: str) -> bool:
        """Whether this account lives on our server."""
        return user_id.endswith(f":{self.server_name}")

    def check_server(self, kind: Kind, identifier: str) -> frozenset[Answer]:
        """The conditions met; raises AccessRefused for a server we do not talk to."""
        return check_server(kind, identifier, self.server_name, self.settings.federation_allow)

    async def check_belongs(self, user_id: str, room_id: str) -> None:
        """Raises AccessRefused for an account that this kind of room is not for."""
        kind = self.kind(user_id)
        met = self.check_server(kind, user_id)
        check_may(kind, Act.BELONG, await self.rooms.of(room_id), met)

    async def is_member(self, user_id: str, room_id: str) -> bool:
        """Whether this account is in this room now."""
        key = ("m.room.member", user_id)
        member = (await self.api.get_room_state(room_id, [key])).get(key)
        return member is not None and member.content.get("membership") == "join"
