"""A partner whose own server checks nothing, in our circles; and a circle that it made up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio

from care.access.act import RoomKind
from care.access.people import Account, Kind
from care.access.room_kind import KIND_EVENT, render_kind
from care.matrix.http import MatrixError, path
from tests.real.policies.circles import MEGOLM, members_of, open_circle, write
from tests.real.policies.conftest import Someone
from tests.real.policies.neighbours import neighbours

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

VERSIONS = pytest.mark.parametrize("version", ["11", "12"])
OURS = {
    "annuaire": Account(Kind.BOT),
    "alice": Account(Kind.PROFESSIONAL),
    "bruno": Account(Kind.PROFESSIONAL),
    "paul": Account(Kind.PATIENT),
}
THEIRS = ("victor", "wanda")
People = dict[str, Someone]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def people(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[People]:
    """Alice, Bruno, Paul and the assistant are ours; Victor and Wanda are not."""
    async with neighbours(tmp_path_factory.mktemp("neighbours"), OURS, THEIRS) as everybody:
        yield everybody


async def follow(guest: Someone, host: Someone, room: str) -> None:
    """Join a room of another server, through that server."""
    via = {"via": host.user_id.partition(":")[2], "server_name": host.user_id.partition(":")[2]}
    await guest.http.request("POST", path("join", room), {}, query=via)


async def enters(guest: Someone, host: Someone, room: str) -> bool:
    """Whether the invitation has arrived, by both its roads, and was followed."""
    try:
        await follow(guest, host, room)
    except MatrixError:
        return False
    return True


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait for what another server sends."""
    for _ in range(600):
        if await holds():
            return
        await asyncio.sleep(0.1)
    assert await holds()


async def is_refused(someone: Someone, *request: str, **body: Any) -> bool:
    """Whether some server said no, in its own words."""
    try:
        await someone.ask(*request, **body)
    except MatrixError as refused:
        return refused.status == 403
    return False


async def shared_circle(people: People, version: str, kind: RoomKind) -> str:
    """A circle of ours where Alice and Victor are."""
    room = await open_circle(people["annuaire"], version, [people["alice"]], kind)
    invited = people["victor"].user_id
    await people["annuaire"].ask("POST", "rooms", room, "invite", user_id=invited)
    await follow(people["victor"], people["annuaire"], room)
    return room


async def seen_by(someone: Someone, room: str) -> set[str]:
    """The ids of the last events that this person sees."""
    query = {"dir": "b", "limit": "50"}
    page = await someone.http.request("GET", path("rooms", room, "messages"), query=query)
    return {event["event_id"] for event in page["chunk"] if event["content"]}


@VERSIONS
async def test_a_partner_writes_and_governs_nothing(people: People, version: str) -> None:
    room = await shared_circle(people, version, RoomKind.PROFESSIONALS)
    victor, wanda, alice = (people[name] for name in ("victor", "wanda", "alice"))
    said = await write(victor, room)
    await eventually(lambda: _sees(alice, room, said))
    state = ("PUT", "rooms", room, "state")
    rooms = ("POST", "rooms", room)
    attempts: list[tuple[tuple[str, ...], dict[str, Any]]] = [
        ((*rooms, "invite"), {"user_id": wanda.user_id}),
        ((*rooms, "invite"), {"user_id": people["paul"].user_id}),
        ((*rooms, "kick"), {"user_id": alice.user_id}),
        ((*rooms, "ban"), {"user_id": people["annuaire"].user_id}),
        ((*rooms, "upgrade"), {"new_version": "12"}),
        ((*state, KIND_EVENT, ""), render_kind(RoomKind.GROUP)),
        ((*state, "m.room.name", ""), {"name": "x"}),
        ((*state, "m.room.join_rules", ""), {"join_rule": "public"}),
        ((*state, "im.vector.modular.widgets", ""), {"url": "https://x.example"}),
        ((*state, "m.room.power_levels", ""), {"users": {victor.user_id: 100}}),
    ]
    for request, body in attempts:
        assert await is_refused(victor, *request, **body), request
    assert await is_refused(wanda, "POST", "join", room)
    assert await members_of(people["annuaire"], room) == {"annuaire", "alice", "victor"}


async def _sees(someone: Someone, room: str, event_id: str) -> bool:
    return event_id in await seen_by(someone, room)


@VERSIONS
async def test_what_a_partner_sends_in_clear_is_shown_to_nobody(
    people: People, version: str
) -> None:
    room = await shared_circle(people, version, RoomKind.CIRCLE)
    victor, alice = people["victor"], people["alice"]
    send = ("PUT", "rooms", room, "send", "m.room.message", f"clear-{version}")
    clear = await victor.ask(*send, msgtype="m.text", body="Mme Dupont va mieux")
    sealed = await write(victor, room)
    await eventually(lambda: _sees(alice, room, sealed))
    assert clear["event_id"] not in await seen_by(alice, room)


@VERSIONS
async def test_a_partner_put_out_stays_out(people: People, version: str) -> None:
    room = await shared_circle(people, version, RoomKind.CIRCLE)
    victor, assistant = people["victor"], people["annuaire"]
    await assistant.ask("POST", "rooms", room, "kick", user_id=victor.user_id)

    async def knows() -> bool:
        return room not in (await victor.ask("GET", "joined_rooms"))["joined_rooms"]

    await eventually(knows)
    with pytest.raises(MatrixError):
        await follow(victor, assistant, room)
    assert await members_of(assistant, room) == {"annuaire", "alice"}


@VERSIONS
async def test_a_circle_that_they_made_up_gives_nobody_here_anything(
    people: People, version: str
) -> None:
    victor, alice, bruno = (people[name] for name in ("victor", "alice", "bruno"))
    mark = {"type": KIND_EVENT, "state_key": "", "content": render_kind(RoomKind.CIRCLE)}
    encryption = {"type": "m.room.encryption", "state_key": "", "content": MEGOLM}
    users = {} if version == "12" else {victor.user_id: 100}
    levels = {"users": {**users, alice.user_id: 100, bruno.user_id: 100}}
    room = await victor.room(
        room_version=version,
        initial_state=[mark, encryption],
        power_level_content_override=levels,
    )
    for guest in (alice, bruno):
        await victor.ask("POST", "rooms", room, "invite", user_id=guest.user_id)
        await eventually(lambda guest=guest: enters(guest, victor, room))
    for guest in (alice, bruno):
        put = ("PUT", "rooms", room, "state", "m.room.power_levels", "")
        assert await guest.refused(*put, **levels) == "powers"
        inviting = ("POST", "rooms", room, "invite")
        refused = await guest.refused(*inviting, user_id=people["annuaire"].user_id)
        assert refused == "circle_invitation"
        assert await write(guest, room)
