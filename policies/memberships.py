"""Who leaves, is put out or comes in, by whatever road: kick, ban, leave, upgrade, administration.

Synapse asks no spam-checker about leaving and removing. `check_event_allowed` sees all events, but
Synapse loads the whole state of the room before it calls any module there (30 ms for 400 members,
for each message). So the door to it is kept for memberships alone, which are few.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from synapse.module_api import ModuleApi
from synapse.module_api.errors import ConfigError

from care.access.act import Act
from care.access.people import SERVICE_KINDS
from care.access.rules import can_do, check_may
from policies.boundary import raising_error
from policies.powers import Powers
from policies.territory import Territory

_Check = Callable[[Any], Awaitable[None]]


class MembershipPolicy:
    """Assistants stay, rooms stay governed, and each kind of room keeps out whom it must."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory
        self._powers = Powers(territory)

    def register(self, api: ModuleApi) -> None:
        """Plug into Synapse; raises ConfigError, which stops the start, if it does not fit."""
        ask_about_memberships(api, raising_error(self.check))

    async def check(self, event: Any) -> None:
        """A membership that is about to be created here, whoever asks."""
        membership = event.content.get("membership")
        if membership in {"invite", "join"}:
            await self._check_belongs(event)
        elif not self._territory.is_here(event.sender):
            return
        elif event.sender != event.state_key:
            await self._check_removal(event)
        elif membership == "leave" and _asked_by_device(event):
            await self._check_leaving(event)

    async def _check_belongs(self, event: Any) -> None:
        """Members stay what they were let in as: Synapse also writes this when a name changes."""
        entered = event.content["membership"] == "join"
        if not (entered and await self._territory.is_member(event.state_key, event.room_id)):
            await self._territory.check_belongs(event.state_key, event.room_id)

    async def _check_removal(self, event: Any) -> None:
        kind = self._territory.kind(event.sender)
        room = await self._territory.rooms.of(event.room_id)
        check_may(kind, Act.REMOVE_MEMBER, room)
        if self._territory.kind(event.state_key) in SERVICE_KINDS:
            check_may(kind, Act.UNSEAT_SERVICE, room)

    async def _check_leaving(self, event: Any) -> None:
        kind = self._territory.kind(event.sender)
        room = await self._territory.rooms.of(event.room_id)
        if not can_do(kind, Act.LEAVE, room):
            met = await self._powers.met_by_leaving(event.sender, event.room_id)
            check_may(kind, Act.LEAVE, room, met)


def _asked_by_device(event: Any) -> bool:
    """Synapse makes people leave too, without a device: an account closed, a room purged."""
    return getattr(event.internal_metadata, "device_id", None) is not None


def ask_about_memberships(api: ModuleApi, check: _Check) -> None:
    """Have `check` asked about each membership before it exists; it refuses by raising."""
    try:
        rules = api._callbacks.third_party_event_rules
        asked = rules.check_event_allowed
    except AttributeError as error:
        raise ConfigError("this Synapse asks modules otherwise about memberships") from error

    async def ask(event: Any, context: Any) -> Any:
        if event.type == "m.room.member":
            await check(event)
        return await asked(event, context)

    rules.check_event_allowed = ask
