"""Who is in a room, as an assistant that is in it sees it on a real Synapse."""

from __future__ import annotations

import pytest

from tests.real.servers import RunningHomeserver
from tests.real.widgets.people import arrive
from widgets.engine.membership import AssistantsRooms

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]


async def test_members_are_in_until_they_leave(homeserver: RunningHomeserver) -> None:
    alice, bob = await arrive(homeserver, "member-alice"), await arrive(homeserver, "member-bob")
    assistant, stranger = (
        await arrive(homeserver, "member-assistant"),
        await arrive(homeserver, "member-stranger"),
    )
    room = await assistant.open_room(alice.user_id, bob.user_id)
    await alice.join(room)
    now = 0.0
    tokens = [
        lambda: None,
        lambda: "invented",
        lambda: stranger.credentials.access_token,
        lambda: assistant.credentials.access_token,
    ]
    rooms = AssistantsRooms(homeserver.url, tokens, lambda: now)
    assert await rooms.is_member(alice.user_id, room)
    assert not await rooms.is_member(bob.user_id, room), "only invited"
    await alice.leave(room)
    now += 10
    assert not await rooms.is_member(alice.user_id, room)


async def test_a_room_without_an_assistant_has_nobody(homeserver: RunningHomeserver) -> None:
    alice = await arrive(homeserver, "alone-alice")
    assistant = await arrive(homeserver, "alone-assistant")
    room = await alice.open_room()
    rooms = AssistantsRooms(homeserver.url, [lambda: assistant.credentials.access_token])
    assert not await rooms.is_member(alice.user_id, room)
    assert not await rooms.is_member(alice.user_id, "!invented:room")
