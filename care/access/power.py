"""Power levels of each kind of room (Matrix: the content of `m.room.power_levels`), as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from care.access.act import RoomKind

ASSISTANT = 100
MODERATOR = 50
CALL_MEMBER = "org.matrix.msc3401.call.member"


@dataclass(frozen=True, slots=True)
class Levels:
    """From which level one may write, react to messages, moderate, and change the room."""

    write: int = 0
    react: int = 0
    invite: int = MODERATOR
    moderate: int = MODERATOR
    govern: int = ASSISTANT


_CIRCLE = Levels(invite=ASSISTANT, moderate=ASSISTANT)
LEVELS: Mapping[RoomKind, Levels] = MappingProxyType(
    {
        RoomKind.CONVERSATION: Levels(invite=0),
        RoomKind.SPACE: Levels(write=MODERATOR),
        RoomKind.GROUP: Levels(),
        RoomKind.ANNOUNCEMENTS: Levels(write=MODERATOR),
        RoomKind.CIRCLE: _CIRCLE,
        RoomKind.PROFESSIONALS: _CIRCLE,
        RoomKind.MAILBOX: _CIRCLE,
    }
)
_SILENT = Levels(*[ASSISTANT] * 5)


def power_levels(
    kind: RoomKind, supreme: Mapping[str, int], *, read_only: bool = False
) -> dict[str, Any]:
    """What people may do in a room of this kind; `supreme` are those above the others.

    From room version 12 on, its creator stands above all levels and may not be among them; before,
    the creator must be. With `read_only`, nobody else writes, reacts, erases nor calls any more.
    """
    levels = _SILENT if read_only else LEVELS[kind]
    return {
        "users": dict(supreme),
        "users_default": 0,
        "events_default": levels.write,
        "state_default": levels.govern,
        "invite": levels.invite,
        "kick": levels.moderate,
        "ban": levels.moderate,
        "redact": levels.moderate,
        "notifications": {"room": levels.moderate},
        "events": {
            "m.reaction": levels.react,
            "m.room.redaction": levels.react,
            CALL_MEMBER: levels.write,
            "m.room.avatar": levels.moderate,
            "m.room.pinned_events": levels.moderate,
            "m.space.child": levels.moderate,
            "m.room.name": levels.govern,
            "m.room.power_levels": levels.govern,
            "m.room.history_visibility": levels.govern,
            "m.room.encryption": levels.govern,
            "m.room.server_acl": levels.govern,
            "m.room.tombstone": levels.govern,
        },
    }
