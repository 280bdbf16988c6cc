"""What a room may become: never public, never readable from outside, never without encryption."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from care.access.act import Act
from care.access.alias import check_aliases
from care.access.encryption import check_encryption
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.rules import check_may

Content = Mapping[str, Any]


def check_state(
    kind: Kind,
    event_type: str,
    state_key: str,
    content: Content,
    encryption: Content | None = None,
) -> None:
    """Raises AccessRefused when this state would open the room.

    `encryption` is the room's present `m.room.encryption`, None if it has none yet.
    """
    if event_type == "m.room.encryption":
        check_encryption(kind, state_key, content, encryption)
    elif event_type in _CHECKS:
        _CHECKS[event_type](kind, content)


def _check_join_rule(kind: Kind, content: Content) -> None:
    _check_choice(kind, content.get("join_rule"), _JOIN_RULES)


def _check_history(kind: Kind, content: Content) -> None:
    _check_choice(kind, content.get("history_visibility"), _HISTORY)


def _check_guests(kind: Kind, content: Content) -> None:
    if content.get("guest_access") != "forbidden":
        check_may(kind, Act.ADMIT_GUESTS)


def _check_third_party_invite(kind: Kind, _: Content) -> None:
    check_may(kind, Act.INVITE_BY_ADDRESS)


def _check_choice(kind: Kind, value: object, choices: Mapping[str, Act | None]) -> None:
    """A value we do not know could be a way around: refused as malformed."""
    if not isinstance(value, str) or value not in choices:
        raise AccessRefused(Reason.MALFORMED)
    act = choices[value]
    if act is not None:
        check_may(kind, act)


_JOIN_RULES: Mapping[str, Act | None] = {
    "invite": None,
    "restricted": None,
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
_CHECKS: Mapping[str, Callable[[Kind, Content], None]] = {
    "m.room.join_rules": _check_join_rule,
    "m.room.history_visibility": _check_history,
    "m.room.guest_access": _check_guests,
    "m.room.third_party_invite": _check_third_party_invite,
    "m.room.canonical_alias": check_aliases,
    "m.room.aliases": check_aliases,
}
