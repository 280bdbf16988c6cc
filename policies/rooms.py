"""Which rooms may be born, and that none is ever published."""

from __future__ import annotations

from typing import Any

from synapse.module_api import NOT_SPAM, ModuleApi

from care.access.act import Act
from care.access.people import Kind
from care.access.room_request import (
    check_encrypted,
    check_room_request,
    creators,
    invited,
    powers,
    predecessor,
    room_kind,
    secured_state,
)
from care.access.rules import check_may
from policies.boundary import answering, raising_error, returning_spam
from policies.powers import Powers
from policies.strangers import Strangers
from policies.territory import Territory


class RoomPolicy:
    """Creation, upgrade and publication of rooms."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory
        self._powers = Powers(territory)
        self._strangers = Strangers(territory)

    def register(self, api: ModuleApi) -> None:
        """Plug into Synapse."""
        api.register_third_party_rules_callbacks(
            on_create_room=raising_error(self.secure_new_room),
            check_visibility_can_be_modified=answering(False)(self.stays_private),
        )
        api.register_spam_checker_callbacks(
            user_may_create_room=returning_spam(self.check_creation),
            user_may_publish_room=returning_spam(self.check_publication),
        )

    async def secure_new_room(self, requester: Any, request: dict[str, Any], admin: bool) -> None:
        """Refuse or complete a request before Synapse acts on it; called for administrators too."""
        user_id = requester.user.to_string()
        kind = Kind.OPERATOR if admin else self._territory.kind(user_id)
        await self._check(kind, request)
        if not admin:
            await self._strangers.check_invited(user_id, invited(request))
        request["initial_state"] = secured_state(request)
        check_encrypted(kind, request)

    async def check_creation(self, user_id: str, request: dict[str, Any]) -> object:
        """The same for upgrades, which only pass here; administrators do not."""
        kind = self._territory.kind(user_id)
        await self._check(kind, request)
        check_encrypted(kind, request)
        return NOT_SPAM

    async def _check(self, kind: Kind, request: dict[str, Any]) -> None:
        check_room_request(kind, request)
        for user_id in [*invited(request), *creators(request)]:
            self._territory.check_server(kind, user_id)
        for levels in powers(request):
            self._powers.check_services_kept(kind, {}, levels, room_kind(request))
        continued = predecessor(request)
        if continued is not None:
            check_may(kind, Act.UPGRADE_ROOM, await self._territory.rooms.of(continued))

    async def check_publication(self, user_id: str, _room_id: str) -> object:
        """Nobody puts a room on the public list."""
        check_may(self._territory.kind(user_id), Act.PUBLISH_ROOM)
        return NOT_SPAM

    async def stays_private(self, _room_id: str, _state: object, visibility: str) -> bool:
        """The last word on the public list, whoever asks."""
        return visibility == "private"
