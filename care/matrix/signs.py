"""What happens in a room besides messages: emojis, people coming and going, erasures.

All of it is in clear. It waits in the inbox without names or reasons: those stay with the
homeserver.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from care.matrix.event_time import moment_of
from care.matrix.http import Json
from care.matrix.model import Arrival, Departure, Erased, Happening, Person, Reaction

TYPES = ("m.reaction", "m.room.redaction", "m.room.member")
_KEPT = ("type", "event_id", "sender", "origin_server_ts")
_LONGEST_EMOJI = 64
_OUT = frozenset({"leave", "ban"})


def is_sign(event: Mapping[str, Any], own_id: str) -> bool:
    """Whether `event` is one of those, by or about somebody other than us."""
    if event.get("type") == "m.room.member":
        return event.get("state_key") not in {None, own_id} and _change(event) is not None
    if "state_key" in event or event.get("sender") == own_id:
        return False
    return event.get("type") in TYPES and _target(event) is not None


def strip_sign(event: Mapping[str, Any]) -> Json:
    """`event` without what is not needed to read it again."""
    kept: Json = {name: event.get(name) for name in _KEPT}
    if event["type"] != "m.room.member":
        return kept | {"target": _target(event), "emoji": _emoji(event)}
    kept["content"] = {"membership": _membership(event)}
    before = {"membership": _membership_before(event)}
    return kept | {"state_key": event["state_key"], "unsigned": {"prev_content": before}}


def read_sign(
    room_id: str, stripped: Mapping[str, Any], names: Mapping[str, str], *, direct: bool
) -> Happening | None:
    """What a stripped event tells; None for a sign without meaning. `names` are by user id."""
    sender, event_id = str(stripped["sender"]), str(stripped["event_id"])
    at = moment_of(stripped["origin_server_ts"])
    if stripped["type"] == "m.room.member":
        person = _person(str(stripped["state_key"]), names)
        change = _change(stripped)
        if change == "join":
            return Arrival(event_id, room_id, person, at)
        was_in = _membership_before(stripped) == "join"
        return Departure(event_id, room_id, person, sender, at, was_in)
    target, emoji = str(stripped["target"]), stripped["emoji"]
    if stripped["type"] == "m.room.redaction":
        return Erased(event_id, room_id, target, sender, at)
    if emoji is None:
        return None
    return Reaction(event_id, room_id, _person(sender, names), target, emoji, at, direct)


def _person(user_id: str, names: Mapping[str, str]) -> Person:
    return Person(user_id, names.get(user_id, ""))


def _change(event: Mapping[str, Any]) -> str | None:
    """`join` or `leave` when somebody came or went; None for a change of name, or an invitation."""
    before, after = _membership_before(event), _membership(event)
    if after == "join":
        return None if before == "join" else "join"
    return "leave" if after in _OUT and before in {"join", "invite"} else None


def _membership(event: Mapping[str, Any]) -> str:
    return str(event.get("content", {}).get("membership"))


def _membership_before(event: Mapping[str, Any]) -> str:
    return str(event.get("unsigned", {}).get("prev_content", {}).get("membership", "leave"))


def _relation(event: Mapping[str, Any]) -> Mapping[str, Any]:
    relation = event.get("content", {}).get("m.relates_to")
    return relation if isinstance(relation, Mapping) else {}


def _target(event: Mapping[str, Any]) -> str | None:
    """Redactions name it in their content since room version 11, beside it before."""
    if event.get("type") == "m.room.redaction":
        found = event.get("content", {}).get("redacts") or event.get("redacts")
    else:
        found = _relation(event).get("event_id")
    return found if isinstance(found, str) else None


def _emoji(event: Mapping[str, Any]) -> str | None:
    emoji = _relation(event).get("key")
    return emoji if isinstance(emoji, str) and 0 < len(emoji) <= _LONGEST_EMOJI else None
