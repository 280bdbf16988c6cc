"""What the territory's rooms look like at birth: encrypted, named, and saying nothing more."""

from __future__ import annotations

from typing import Any

from care.runtime.settings import Group, RoomKind

MARK = "fr.cercle.room"
SPACE_KEY = "space"
MODERATOR = 50
_OPERATOR = 100
_CALL_MEMBER = "org.matrix.msc3401.call.member"
Request = dict[str, Any]


def render_space(name: str, version: str, operator: str, moderators: list[str]) -> Request:
    """The request that makes the territory's space."""
    levels = _levels(version, operator, moderators, announcements=True)
    return {
        **_common(name, version, levels),
        "creation_content": {"type": "m.space"},
        "initial_state": [_state(MARK, {"key": SPACE_KEY}), *_closed({"join_rule": "invite"})],
    }


def render_group(
    group: Group, version: str, operator: str, moderators: list[str], space: str, via: str
) -> Request:
    """The request that makes a group, open to the members of `space`.

    In announcements only moderators write; everybody may still react.
    """
    announcements = group.kind is RoomKind.ANNOUNCEMENTS
    members_of_space = {
        "join_rule": "restricted",
        "allow": [{"type": "m.room_membership", "room_id": space}],
    }
    # Without the restriction by profession, anyone of the space may come in; else by invitation.
    rule = {"join_rule": "invite"} if group.professions else members_of_space
    levels = _levels(version, operator, moderators, announcements=announcements)
    return {
        **_common(group.name, version, levels),
        "initial_state": [
            _state(MARK, {"key": group.key}),
            _state("m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}),
            _state("m.space.parent", {"via": [via], "canonical": True}, space),
            *_closed(rule),
        ],
    }


def render_child(via: str, rank: int) -> dict[str, Any]:
    """How the space shows a group: suggested, in the order of the file."""
    return {"via": [via], "suggested": True, "order": f"{rank:04d}"}


def _common(name: str, version: str, levels: Request) -> Request:
    return {
        "name": name,
        "room_version": version,
        "preset": "private_chat",
        "visibility": "private",
        "power_level_content_override": levels,
    }


def _levels(version: str, operator: str, moderators: list[str], *, announcements: bool) -> Request:
    users = dict.fromkeys(moderators, MODERATOR)
    if version == "11":
        users[operator] = _OPERATOR
    # From version 12 on the creator stands above all levels and may not be listed.
    return {
        "users": users,
        "users_default": 0,
        "events_default": MODERATOR if announcements else 0,
        "state_default": _OPERATOR,
        "invite": MODERATOR,
        "kick": MODERATOR,
        "ban": MODERATOR,
        "redact": MODERATOR,
        "events": {
            "m.reaction": 0,
            "m.room.redaction": 0,
            "m.room.name": _OPERATOR,
            "m.room.avatar": MODERATOR,
            "m.room.pinned_events": MODERATOR,
            "m.room.power_levels": _OPERATOR,
            "m.room.encryption": _OPERATOR,
            "m.room.tombstone": _OPERATOR,
            "m.space.child": MODERATOR,
            _CALL_MEMBER: MODERATOR if announcements else 0,
        },
    }


def _closed(join_rule: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _state("m.room.join_rules", join_rule),
        _state("m.room.guest_access", {"guest_access": "forbidden"}),
        _state("m.room.history_visibility", {"history_visibility": "shared"}),
    ]


def _state(event_type: str, content: dict[str, Any], state_key: str = "") -> dict[str, Any]:
    return {"type": event_type, "state_key": state_key, "content": content}
