"""Every event made on this server, by whatever road it came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from synapse.module_api import NOT_SPAM, ModuleApi

from care.access.act import Act
from care.access.encryption import check_message
from care.access.people import Kind
from care.access.room_state import check_state
from care.access.rules import check_may
from policies.boundary import raising_error, returning_spam
from policies.names import shown_name
from policies.territory import Territory

State = Mapping[tuple[str, str], Any]
Verdict = tuple[bool, dict[str, Any] | None]

_ENCRYPTION = ("m.room.encryption", "")


class EventPolicy:
    """Encryption stays on, doors stay closed, names stay true."""

    def __init__(self, territory: Territory) -> None:
        self._territory = territory

    def register(self, api: ModuleApi) -> None:
        """Plug into Synapse."""
        api.register_third_party_rules_callbacks(
            check_event_allowed=raising_error(self.check_event)
        )
        api.register_spam_checker_callbacks(
            check_event_for_spam=returning_spam(self.check_event_from_outside)
        )

    async def check_event(self, event: Any, state: State) -> Verdict:
        """Allow, refuse, or replace the name in a membership."""
        kind = self._territory.kind(event.sender)
        if event.type == "m.room.member":
            return await self._check_member(kind, event)
        if event.type == "m.room.redaction":
            _check_redaction(kind, event, state)
        if event.is_state():
            current = state.get(_ENCRYPTION)
            encryption = None if current is None else current.content
            check_state(kind, event.type, event.state_key, event.content, encryption)
        else:
            check_message(kind, event.type, event.content)
        return True, None

    async def check_event_from_outside(self, event: Any) -> object:
        """What another server sends: Synapse does not show it once refused here."""
        if self._territory.is_here(event.sender):
            return NOT_SPAM
        kind = self._territory.kind(event.sender)
        self._territory.check_server(kind, event.sender)
        if not event.is_state():
            check_message(kind, event.type, event.content)
        return NOT_SPAM

    async def _check_member(self, kind: Kind, event: Any) -> Verdict:
        if event.content.get("membership") == "knock":
            check_may(kind, Act.KNOCK)
        if "third_party_invite" in event.content:
            check_may(kind, Act.INVITE_BY_ADDRESS)
        self._territory.check_server(kind, event.sender)
        if "displayname" not in event.content or not self._territory.is_here(event.sender):
            return True, None
        name = await shown_name(self._territory, event.state_key)
        if event.content["displayname"] == name:
            return True, None
        return True, _renamed(event, name)


def _check_redaction(kind: Kind, event: Any, state: State) -> None:
    """Erasing the event that turned encryption on would leave a room that clients think clear."""
    encryption = state.get(_ENCRYPTION)
    erased = {event.content.get("redacts"), event.get("redacts")}
    if encryption is not None and encryption.event_id in erased:
        check_may(kind, Act.SWITCH_OFF_ENCRYPTION)


def _renamed(event: Any, name: str | None) -> dict[str, Any]:
    replaced: dict[str, Any] = event.get_dict()
    content = {key: value for key, value in event.content.items() if key != "displayname"}
    replaced["content"] = content if name is None else {**content, "displayname": name}
    return replaced
