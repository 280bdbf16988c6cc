"""A room's present state, as provisioning needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from homeserver.provisioning.admin import StateEvent


@dataclass(frozen=True)
class RoomState:
    """State contents by event type and state key."""

    contents: dict[tuple[str, str], dict[str, Any]]

    @classmethod
    def of(cls, events: list[StateEvent]) -> RoomState:
        """From the list that the homeserver answers."""
        return cls({(event["type"], event["state_key"]): event["content"] for event in events})

    def content(self, event_type: str, state_key: str = "") -> dict[str, Any]:
        """One piece of state; empty when it was never set."""
        return self.contents.get((event_type, state_key), {})

    def is_settled(self, user_id: str) -> bool:
        """Whether this person's place is decided: in, or once in and gone or turned away."""
        return self.content("m.room.member", user_id).get("membership") in {"join", "leave", "ban"}
