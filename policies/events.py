"""Events that people send, and those that other servers bring.

`check_event_allowed` would see them all, but Synapse then loads the room's whole state for each of
them (30 ms for 400 members). These two callbacks, with the checks of a room's birth and of
memberships, are enough; a message asks nothing of the room.
"""

from __future__ import annotations

from typing import Any

from synapse.module_api import NOT_SPAM, ModuleApi
from synapse.module_api.errors import Codes

from care.access.act import Act, Answer
from care.access.encryption import check_message
from care.access.people import Kind
from care.access.room_state import Change, check_state
from care.access.rules import check_may
from policies.boundary import answering, returning_spam
from policies.erasures import Erasures
from policies.names import shown_name
from policies.powers import Powers
from policies.territory import Territory

_ENCRYPTION = ("m.room.encryption", "")


class EventPolicy:
    """Encryption stays on, doors stay closed, names stay true."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory
        self._erasures = Erasures(territory)
        self._powers = Powers(territory)

    def register(self, api: ModuleApi) -> None:
        """Plug into Synapse."""
        api.register_spam_checker_callbacks(
            check_event_for_spam=returning_spam(self.check_event),
            user_may_send_state_event=answering(Codes.FORBIDDEN)(self.check_name),
        )

    async def check_event(self, event: Any) -> object:
        """Everything but memberships; Synapse hides what another server sent and we refuse."""
        kind = self._territory.kind(event.sender)
        met = self._territory.check_server(kind, event.sender)
        if event.type == "m.room.redaction":
            await self._erasures.check(kind, event, met)
        if not event.is_state():
            check_message(kind, event.type, event.content)
        elif self._territory.is_here(event.sender):
            await self._check_state(kind, event)
        return NOT_SPAM

    async def check_name(
        self, _user_id: str, _room_id: str, event_type: str, state_key: str, content: dict[str, Any]
    ) -> object:
        """Nobody bears another name in one room; Synapse passes on no words of ours from here."""
        if event_type != "m.room.member" or "displayname" not in content:
            return NOT_SPAM
        if content["displayname"] != await shown_name(self._territory, state_key):
            check_may(self._territory.kind(state_key), Act.CHANGE_NAME)
        return NOT_SPAM

    async def _check_state(self, kind: Kind, event: Any) -> None:
        room_id, met = event.room_id, frozenset[Answer]()
        current = await self._encryption(room_id) if event.type == _ENCRYPTION[0] else None
        change = Change(event.type, event.state_key, event.content, current)
        if event.type == "m.room.power_levels":
            met = await self._powers.met_by_change(kind, room_id, event.content)
        check_state(kind, change, await self._territory.rooms.of(room_id), met)

    async def _encryption(self, room_id: str) -> Any:
        state = await self._territory.api.get_room_state(room_id, [_ENCRYPTION])
        return state[_ENCRYPTION].content if _ENCRYPTION in state else None
