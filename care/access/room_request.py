"""A request to create a room, before it exists (Matrix: the body of `/createRoom`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from care.access.act import Act, Answer, RoomKind
from care.access.alias import check_alias
from care.access.encryption import ENCRYPTION, is_encryption
from care.access.people import Kind
from care.access.reason import AccessRefused, Reason
from care.access.room_kind import KIND_EVENT, read_kind
from care.access.room_state import Change, check_state
from care.access.rules import check_may

Request = Mapping[str, Any]

#: Members and the room's birth are no initial state: they would slip past the invitation rules.
_NOT_INITIAL = frozenset({"m.room.member", "m.room.create"})


def check_room_request(kind: Kind, request: Request) -> None:
    """Raises AccessRefused when this kind of account may not create this room."""
    room = room_kind(request)
    check_may(kind, Act.CREATE_ROOM, room)
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
        # A room that its maker does not govern from the start is lost for nobody.
        met = {Answer.IF_GOVERNED}
        check_state(kind, Change(event_type, state_key, content), room, met)


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
    if room_kind(request) is not RoomKind.SPACE:
        states.setdefault(("m.room.encryption", ""), dict(ENCRYPTION))
    return [
        {"type": event_type, "state_key": state_key, "content": content}
        for (event_type, state_key), content in states.items()
    ]


def room_kind(request: Request) -> RoomKind:
    """What the room will be: its mark says, or its type; any other is an encrypted conversation.

    Raises AccessRefused for a space with a mark, or two marks.
    """
    marks = {str(kept[2]): kept[2] for kept in initial_state(request) if kept[0] == KIND_EVENT}
    is_space = _creation(request).get("type") == "m.space"
    if len(marks) + is_space > 1:
        raise AccessRefused(Reason.ROOM_MARK)
    marked = next(map(read_kind, marks.values()), None)
    return marked or (RoomKind.SPACE if is_space else RoomKind.CONVERSATION)


def predecessor(request: Request) -> str | None:
    """The room that this one would continue. Raises AccessRefused if that cannot be read."""
    replaced = _creation(request).get("predecessor")
    if replaced is None:
        return None
    if not isinstance(replaced, dict):
        raise AccessRefused(Reason.MALFORMED)
    return _text(replaced.get("room_id"))


def creators(request: Request) -> list[str]:
    """Those who would create the room beside the one who asks (version 12)."""
    return _texts(_creation(request).get("additional_creators", []))


def powers(request: Request) -> list[dict[str, Any]]:
    """All the power levels that the request would set."""
    asked = [kept[2] for kept in initial_state(request) if kept[0] == "m.room.power_levels"]
    override = request.get("power_level_content_override")
    if override is not None and not isinstance(override, dict):
        raise AccessRefused(Reason.MALFORMED)
    return asked + ([override] if override else [])


def invited(request: Request) -> list[str]:
    """The user ids that the request invites. Raises AccessRefused if that is not what it holds."""
    return _texts(request.get("invite", []))


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


def _texts(values: object) -> list[str]:
    if not isinstance(values, list):
        raise AccessRefused(Reason.MALFORMED)
    return [_text(value) for value in values]


def _creation(request: Request) -> dict[str, Any]:
    creation = request.get("creation_content", {})
    if not isinstance(creation, dict):
        raise AccessRefused(Reason.MALFORMED)
    return creation
