"""Circles as the assistant opens them, by bare HTTP."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from care.access.act import RoomKind
from care.access.power import ASSISTANT, power_levels
from care.access.room_kind import KIND_EVENT, render_kind
from tests.real.policies.conftest import Someone

MEGOLM = {"algorithm": "m.megolm.v1.aes-sha2"}
SEALED = {**MEGOLM, "ciphertext": "AwgA", "session_id": "s", "device_id": "D", "sender_key": "k"}
_fresh = itertools.count()


async def open_circle(
    assistant: Someone, version: str, members: Iterable[Someone], kind: RoomKind = RoomKind.CIRCLE
) -> str:
    """A room of this kind; the members are in it."""
    supreme = {assistant.user_id: ASSISTANT} if version == "11" else {}
    room = await assistant.room(
        room_version=version,
        preset="private_chat",
        initial_state=[{"type": KIND_EVENT, "state_key": "", "content": render_kind(kind)}],
        power_level_content_override=power_levels(kind, supreme),
    )
    for member in members:
        await bring_in(assistant, room, member)
    return room


async def bring_in(assistant: Someone, room: str, guest: Someone) -> None:
    """Invited by the assistant, and in."""
    await assistant.ask("POST", "rooms", room, "invite", user_id=guest.user_id)
    await guest.ask("POST", "join", room)


async def members_of(someone: Someone, room: str) -> set[str]:
    """First names of who is in the room."""
    answer = await someone.ask("GET", "rooms", room, "joined_members")
    return {user_id[1:].partition(":")[0] for user_id in answer["joined"]}


async def write(someone: Someone, room: str) -> str:
    """An encrypted message; returns its event id."""
    send = ("PUT", "rooms", room, "send", "m.room.encrypted", f"said-{next(_fresh)}")
    return str((await someone.ask(*send, **SEALED))["event_id"])
