"""What a room may become: never public, never readable from outside, never without encryption."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from care.access.act import Act, Answer, RoomKind
from care.access.alias import check_aliases
from care.access.encryption import check_encryption
from care.access.people import Kind
from care.access.power import CALL_MEMBER
from care.access.reason import AccessRefused, Reason
from care.access.room_kind import KIND_EVENT, check_mark
from care.access.rules import check_may

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """A state event that somebody wants; `current` is what it would replace, None if nothing."""

    event_type: str
    state_key: str
    content: Content
    current: Content | None = None


def check_state(
    kind: Kind,
    change: Change,
    room: RoomKind = RoomKind.CONVERSATION,
    met: Collection[Answer] = (),
) -> None:
    """Raises AccessRefused when this kind of account may not make this change in this room."""
    if change.event_type == "m.room.encryption":
        check_encryption(kind, change.state_key, change.content, change.current)
    elif change.event_type == KIND_EVENT:
        check_mark(kind, change.state_key, change.content, room)
        return
    elif change.event_type in _CHECKS:
        _CHECKS[change.event_type](kind, change.content, room)
    check_may(kind, act_of_state(change.event_type), room, met)


def act_of_state(event_type: str) -> Act:
    """What setting, or erasing, a state event of this type amounts to."""
    return _ACTS.get(event_type, Act.CHANGE_ROOM)


def _check_join_rule(kind: Kind, content: Content, room: RoomKind) -> None:
    _check_choice(kind, content.get("join_rule"), _JOIN_RULES, room)


def _check_history(kind: Kind, content: Content, room: RoomKind) -> None:
    _check_choice(kind, content.get("history_visibility"), _HISTORY, room)


def _check_guests(kind: Kind, content: Content, room: RoomKind) -> None:
    if content.get("guest_access") != "forbidden":
        check_may(kind, Act.ADMIT_GUESTS, room)


def _check_third_party_invite(kind: Kind, _: Content, room: RoomKind) -> None:
    check_may(kind, Act.INVITE_BY_ADDRESS, room)


def _check_aliases(kind: Kind, content: Content, _: RoomKind) -> None:
    check_aliases(kind, content)


def _check_choice(
    kind: Kind, value: object, choices: Mapping[str, Act | None], room: RoomKind
) -> None:
    """A value we do not know could be a way around: refused as malformed."""
    if not isinstance(value, str) or value not in choices:
        raise AccessRefused(Reason.MALFORMED)
    act = choices[value]
    if act is not None:
        check_may(kind, act, room)


_JOIN_RULES: Mapping[str, Act | None] = {
    "invite": None,
    "restricted": Act.OPEN_TO_SPACE,
    "public": Act.MAKE_PUBLIC,
    "knock": Act.KNOCK,
    "knock_restricted": Act.KNOCK,
}
_HISTORY: Mapping[str, Act | None] = {
    "shared": None,
    "invited": None,
    "joined": None,
    "world_readable": Act.OPEN_HISTORY,
}
_CHECKS: Mapping[str, Callable[[Kind, Content, RoomKind], None]] = {
    "m.room.join_rules": _check_join_rule,
    "m.room.history_visibility": _check_history,
    "m.room.guest_access": _check_guests,
    "m.room.third_party_invite": _check_third_party_invite,
    "m.room.canonical_alias": _check_aliases,
    "m.room.aliases": _check_aliases,
}
_ACTS: Mapping[str, Act] = {
    KIND_EVENT: Act.MARK_ROOM,
    "m.room.power_levels": Act.EDIT_POWERS,
    "m.room.tombstone": Act.UPGRADE_ROOM,
    "m.room.pinned_events": Act.PIN,
    "im.vector.modular.widgets": Act.ADD_WIDGET,
    "m.widget": Act.ADD_WIDGET,
    CALL_MEMBER: Act.CALL,
}
