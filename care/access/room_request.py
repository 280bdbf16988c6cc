"""A request to create a room, before it exists (Matrix: the body of `/createRoom`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from care.access.act import Act, RoomKind
from care.access.alias import check_alias
from care.access.encryption import ENCRYPTION, is_encryption
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.room_state import check_state
from care.access.rules import check_may

Request = Mapping[str, Any]

#: Members and the room's birth are no initial state: they would slip past the invitation rules.
_NOT_INITIAL = frozenset({"m.room.member", "m.room.create"})


def check_room_request(kind: Kind, request: Request) -> None:
    """Raises AccessRefused when this kind of account may not create this room."""
    check_may(kind, Act.CREATE_ROOM, room_kind(request))
    if request.get("visibility", "private") != "private":
        check_may(kind, Act.PUBLISH_ROOM)
    if request.get("preset") == "public_chat":
        check_may(kind, Act.MAKE_PUBLIC)
    if request.get("invite_3pid"):
        check_may(kind, Act.INVITE_BY_ADDRESS)
    if "room_alias_name" in request:
        check_alias(kind, _text(request["room_alias_name"]))
    for event_type, state_key, content in initial_state(request):
        if event_type in _NOT_INITIAL:
            raise AccessRefused(Reason.MALFORMED)
        check_state(kind, event_type, state_key, content)


def check_encrypted(kind: Kind, request: Request) -> None:
    """Raises AccessRefused when the room would start in clear and must not."""
    states = {(kept[0], kept[1]): kept[2] for kept in initial_state(request)}
    if not is_encryption(states.get(("m.room.encryption", ""))):
        check_may(kind, Act.CREATE_CLEAR_ROOM, room_kind(request))


def secured_state(request: Request) -> list[dict[str, Any]]:
    """The initial state asked for, with what every room here has: encryption, no guests.

    Raises AccessRefused if the state asked for cannot be read.
    """
    states = {(kept[0], kept[1]): kept[2] for kept in initial_state(request)}
    states[("m.room.guest_access", "")] = {"guest_access": "forbidden"}
    if room_kind(request) is RoomKind.CONVERSATION:
        states.setdefault(("m.room.encryption", ""), dict(ENCRYPTION))
    return [
        {"type": event_type, "state_key": state_key, "content": content}
        for (event_type, state_key), content in states.items()
    ]


def room_kind(request: Request) -> RoomKind:
    """A space or a conversation; any other type counts as a conversation, so it is encrypted."""
    creation = request.get("creation_content", {})
    if not isinstance(creation, dict):
        raise AccessRefused(Reason.MALFORMED)
    return RoomKind.SPACE if creation.get("type") == "m.space" else RoomKind.CONVERSATION


def invited(request: Request) -> list[str]:
    """The user ids that the request invites. Raises AccessRefused if that is not what it holds."""
    users = request.get("invite", [])
    if not isinstance(users, list):
        raise AccessRefused(Reason.MALFORMED)
    return [_text(user) for user in users]


def initial_state(request: Request) -> list[tuple[str, str, dict[str, Any]]]:
    """Type, state key and content of each initial state. Raises AccessRefused if malformed."""
    states = request.get("initial_state", [])
    if not isinstance(states, list):
        raise AccessRefused(Reason.MALFORMED)
    return [_read_state(state) for state in states]


def _read_state(state: object) -> tuple[str, str, dict[str, Any]]:
    if not isinstance(state, dict) or not isinstance(state.get("content"), dict):
        raise AccessRefused(Reason.MALFORMED)
    return _text(state.get("type")), _text(state.get("state_key", "")), state["content"]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise AccessRefused(Reason.MALFORMED)
    return value
