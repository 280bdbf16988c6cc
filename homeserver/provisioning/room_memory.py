"""Which rooms are ours: a file, and when it is lost, a mark inside the rooms themselves."""

from __future__ import annotations

import json

from care.matrix.http import MatrixError
from care.runtime.secrets import write_secret
from homeserver.layout import Layout
from homeserver.provisioning.admin import Admin
from homeserver.provisioning.room_request import MARK

Rooms = dict[str, str]


async def recall_rooms(layout: Layout, admin: Admin, keys: set[str]) -> Rooms:
    """The rooms that exist, by key; a room the operator is no longer in is forgotten."""
    joined = await admin.joined_rooms()
    known = {key: room for key, room in _read(layout).items() if room in joined}
    if keys <= known.keys():
        return known
    for room in sorted(set(joined) - set(known.values())):
        key = await _mark_of(admin, room)
        if key is not None:
            known.setdefault(key, room)
    return known


def remember_rooms(layout: Layout, rooms: Rooms) -> None:
    """Keep the rooms, if anything changed."""
    if _read(layout) != rooms:
        write_secret(layout.rooms, json.dumps(rooms, indent=1, sort_keys=True) + "\n")


def _read(layout: Layout) -> Rooms:
    try:
        rooms = json.loads(layout.rooms.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(room) for key, room in rooms.items()} if isinstance(rooms, dict) else {}


async def _mark_of(admin: Admin, room: str) -> str | None:
    try:
        content = await admin.get_state(room, MARK)
    except MatrixError:
        return None
    key = content.get("key")
    return key if isinstance(key, str) else None
