"""Who governs a room: may change who may do what (Matrix: `m.room.power_levels`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from care.access.act import Act, RoomKind
from care.access.people import Kind
from care.access.rules import check_may

Levels = Mapping[str, Any]
_STATE_DEFAULT = 50


def governs(levels: Levels, creators: Collection[str], user_id: str) -> bool:
    """Whether this account may change the levels; `creators` stand above them (version 12)."""
    events = _mapping(levels.get("events"))
    default = _level(levels.get("state_default"), _STATE_DEFAULT)
    needed = _level(events.get("m.room.power_levels"), default)
    return user_id in creators or _level_of(levels, user_id) >= needed


def stays_governed(
    levels: Levels, creators: Collection[str], members: Collection[str], people: Collection[str]
) -> bool:
    """Whether one of the `members` governs, or no `people` are left whom it would matter to."""
    return not people or any(governs(levels, creators, member) for member in members)


def named(levels: Levels) -> frozenset[str]:
    """The accounts that the levels name."""
    return frozenset(_mapping(levels.get("users")))


def check_services_kept(
    kind: Kind, before: Levels, after: Levels, services: Collection[str], room: RoomKind
) -> None:
    """Raises AccessRefused when someone who may not would lower one of the `services`."""
    if any(_is_lowered(before, after, service) for service in services):
        check_may(kind, Act.UNSEAT_SERVICE, room)


def _is_lowered(before: Levels, after: Levels, user_id: str) -> bool:
    """A default that falls for everybody lowers nobody in particular."""
    default = _level(after.get("users_default"), 0)
    was = _mapping(before.get("users")).get(user_id)
    had = min(default, _level(before.get("users_default"), default)) if was is None else was
    return _level_of(after, user_id) < _level(had, 0)


def _level_of(levels: Levels, user_id: str) -> int:
    default = _level(levels.get("users_default"), 0)
    return _level(_mapping(levels.get("users")).get(user_id), default)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _level(value: object, default: int) -> int:
    return value if isinstance(value, int) else default
