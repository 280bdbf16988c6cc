"""One answer of `/sync`, reduced to what a session acts on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from care.matrix.event_time import moment_of
from care.matrix.http import Json
from care.matrix.model import Receipt
from care.matrix.signs import TYPES, is_sign

_TIMELINE_LIMIT = 50
_KEPT = ["m.room.encrypted", "m.room.member"]


def sync_filter(*, with_receipts: bool) -> str:
    """The filter to sync with: no presence, no typing, members only when needed."""
    ephemeral: Json = {"types": ["m.receipt"]} if with_receipts else {"not_types": ["*"]}
    return json.dumps(
        {
            "presence": {"not_types": ["*"]},
            "account_data": {"not_types": ["*"]},
            "room": {
                "account_data": {"not_types": ["*"]},
                "ephemeral": ephemeral,
                "state": {"lazy_load_members": True},
                "timeline": {"limit": _TIMELINE_LIMIT, "lazy_load_members": True},
            },
        }
    )


def history_filter(*, attentive: bool = False) -> str:
    """The filter to read the past with: messages, memberships, and other signs if `attentive`."""
    types = [*_KEPT, *(name for name in TYPES if attentive and name not in _KEPT)]
    return json.dumps({"types": types, "lazy_load_members": True})


@dataclass(frozen=True, slots=True)
class RoomUpdate:
    """What happened in one joined room."""

    room_id: str
    state: list[Json]
    timeline: list[Json]
    limited: bool
    prev_batch: str | None
    receipt: str | None
    receipts: tuple[Receipt, ...] = ()

    @property
    def creation(self) -> Json:
        """The event that created the room, if this update has it; else empty."""
        events = [*self.state, *self.timeline]
        return next((event for event in events if event.get("type") == "m.room.create"), {})

    @property
    def replacement(self) -> str | None:
        """The room by which this one was replaced, if this update says so."""
        for event in [*self.state, *self.timeline]:
            if event.get("type") == "m.room.tombstone" and event.get("state_key") == "":
                room_id = event.get("content", {}).get("replacement_room")
                return room_id if isinstance(room_id, str) else None
        return None

    @property
    def predecessor(self) -> str | None:
        """The room that this one replaces, if this update says so."""
        before = self.creation.get("content", {}).get("predecessor")
        room_id = before.get("room_id") if isinstance(before, Mapping) else None
        return room_id if isinstance(room_id, str) else None

    def has_join_of(self, user_id: str) -> bool:
        """Whether `user_id` has just come in."""
        return any(_is_join(event, user_id) for event in self.timeline)

    def members(self) -> Iterable[Json]:
        """Every membership event, in order."""
        return (event for event in [*self.state, *self.timeline] if _is_member(event))


@dataclass(frozen=True, slots=True)
class SyncBatch:
    """What happened since the last token."""

    next_batch: str
    to_device: list[Json]
    changed: list[str]
    one_time_keys: int | None
    invited: list[str]
    joined: list[RoomUpdate]
    left: list[str]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing in it needs keeping."""
        return not (self.to_device or self.changed or self.joined or self.left or self.invited)


def read_sync(answer: Mapping[str, Any], own_id: str) -> SyncBatch:
    """The batch in a `/sync` answer (Matrix spec, client-server, syncing)."""
    rooms = answer.get("rooms", {})
    devices = answer.get("device_lists", {})
    counts = answer.get("device_one_time_keys_count", {})
    return SyncBatch(
        next_batch=answer["next_batch"],
        to_device=answer.get("to_device", {}).get("events", []),
        # People we no longer share a room with are not reported on: ask again when they are back.
        changed=[user for kind in ("changed", "left") for user in devices.get(kind, [])],
        one_time_keys=counts.get("signed_curve25519") if counts else None,
        invited=list(rooms.get("invite", {})),
        joined=[_room(room_id, room, own_id) for room_id, room in rooms.get("join", {}).items()],
        left=list(rooms.get("leave", {})),
    )


def events_for_us(events: list[Json], own_id: str, *, attentive: bool = False) -> list[Json]:
    """The messages among `events` that others wrote since we were invited, in order.

    With `attentive`, also what happened besides since we came in.
    """
    start = came_in = 0
    for position, event in enumerate(events):
        if is_invitation(event, own_id) or _is_uninvited_join(event, own_id):
            start = came_in = position + 1
        elif _is_join(event, own_id):
            came_in = position + 1
    return [
        event
        for position, event in enumerate(events[start:], start)
        if _is_message(event, own_id)
        or (attentive and position >= came_in and is_sign(event, own_id))
    ]


def _is_message(event: Json, own_id: str) -> bool:
    return bool(
        event.get("type") == "m.room.encrypted"
        and event.get("sender") != own_id
        and "state_key" not in event
        and event.get("content", {}).get("ciphertext")
    )


def is_invitation(event: Mapping[str, Any], user_id: str) -> bool:
    """Whether `event` invites `user_id`."""
    mine = _is_member(event) and event["state_key"] == user_id
    return mine and event.get("content", {}).get("membership") == "invite"


def _is_join(event: Mapping[str, Any], user_id: str) -> bool:
    """A change of name or picture is a join too: only what came from elsewhere counts."""
    mine = _is_member(event) and event["state_key"] == user_id
    joined = mine and event.get("content", {}).get("membership") == "join"
    return joined and _membership_before(event) != "join"


def _is_uninvited_join(event: Mapping[str, Any], user_id: str) -> bool:
    return _is_join(event, user_id) and _membership_before(event) != "invite"


def _membership_before(event: Mapping[str, Any]) -> str:
    before = event.get("unsigned", {}).get("prev_content", {}).get("membership", "leave")
    return str(before)


def _room(room_id: str, room: Mapping[str, Any], own_id: str) -> RoomUpdate:
    timeline = room.get("timeline", {})
    return RoomUpdate(
        room_id=room_id,
        state=room.get("state", {}).get("events", []),
        timeline=timeline.get("events", []),
        limited=bool(timeline.get("limited")),
        prev_batch=timeline.get("prev_batch"),
        receipt=_own_receipt(room.get("ephemeral", {}).get("events", []), own_id),
        receipts=tuple(_receipts(room_id, room.get("ephemeral", {}).get("events", []), own_id)),
    )


def _receipts(room_id: str, ephemeral: list[Json], own_id: str) -> Iterable[Receipt]:
    """The public receipts of others."""
    for event in ephemeral:
        for event_id, kinds in event.get("content", {}).items():
            for person, receipt in kinds.get("m.read", {}).items():
                if person != own_id:
                    at = moment_of(receipt.get("ts"))
                    yield Receipt(room_id, person, event_id, at)


def _own_receipt(ephemeral: list[Json], own_id: str) -> str | None:
    for event in ephemeral:
        for event_id, kinds in event.get("content", {}).items():
            if any(own_id in kinds.get(kind, {}) for kind in ("m.read", "m.read.private")):
                return str(event_id)
    return None


def _is_member(event: Mapping[str, Any]) -> bool:
    return event.get("type") == "m.room.member" and "state_key" in event
