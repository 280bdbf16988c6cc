"""Who is in a room: asked once, then kept true by what sync says, even while we ask."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from care.matrix.http import MatrixError, MatrixHttp
from care.matrix.rooms import RoomBook, RoomView
from care.matrix.sync_batch import RoomUpdate

BOT, ALICE, CAROL, ROOM = "@bot:test", "@alice:test", "@carol:test", "!salle:test"


def member(user_id: str, membership: str, name: str = "") -> dict[str, Any]:
    content = {"membership": membership, "displayname": name}
    return {"type": "m.room.member", "state_key": user_id, "content": content}


def update(*events: dict[str, Any], limited: bool = False) -> RoomUpdate:
    return RoomUpdate(ROOM, [], list(events), limited, None, None)


class Hall:
    """A homeserver with one room, which may be slow to tell."""

    def __init__(self) -> None:
        self.members = [member(ALICE, "join", "Alice"), member(BOT, "join")]
        self.encrypted = True
        self.is_ours = True
        self.asked = 0
        self.telling = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def answer(self, request: web.Request) -> web.Response:
        if not self.is_ours:
            return web.json_response({"errcode": "M_FORBIDDEN"}, status=403)
        if request.path.endswith("/members"):
            self.asked += 1
            members = list(self.members)
            self.telling.set()
            await self.go_on.wait()
            return web.json_response({"chunk": members})
        if self.encrypted:
            return web.json_response({"algorithm": "m.megolm.v1.aes-sha2"})
        return web.json_response({"errcode": "M_NOT_FOUND"}, status=404)


@pytest_asyncio.fixture
async def hall() -> Hall:
    return Hall()


@pytest_asyncio.fixture
async def book(hall: Hall) -> AsyncIterator[RoomBook]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", hall.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    http = MatrixHttp(f"http://{host}:{port}")
    yield RoomBook(http)
    await http.close()
    await runner.cleanup()


async def test_a_room_is_asked_once(hall: Hall, book: RoomBook) -> None:
    first, second = await asyncio.gather(book.view(ROOM), book.view(ROOM))
    assert first is second
    assert (first.joined, first.encrypted, first.is_direct) == (
        {ALICE: "Alice", BOT: ""},
        True,
        True,
    )
    assert hall.asked == 1


async def test_who_comes_and_goes_is_noted(book: RoomBook) -> None:
    view = await book.view(ROOM)
    book.apply(update(member(CAROL, "invite", "Carole")))
    assert (view.people, view.is_direct) == ([ALICE, BOT, CAROL], False)
    book.apply(update(member(CAROL, "join", "Carole")))
    assert (view.joined[CAROL], view.invited) == ("Carole", {})
    book.apply(update(member(ALICE, "ban"), member(CAROL, "leave")))
    assert view.people == [BOT]


async def test_who_leaves_while_we_ask_is_not_counted(hall: Hall, book: RoomBook) -> None:
    hall.go_on.clear()
    asking = asyncio.create_task(book.view(ROOM))
    await hall.telling.wait()
    book.apply(update(member(ALICE, "leave"), member(CAROL, "join")))
    hall.go_on.set()
    assert (await asking).people == [BOT, CAROL]


async def test_a_gap_in_what_sync_tells_is_asked_about(hall: Hall, book: RoomBook) -> None:
    await book.view(ROOM)
    hall.members = [member(BOT, "join")]
    book.apply(update(limited=True))
    assert (await book.view(ROOM)).people == [BOT]


async def test_a_room_that_becomes_encrypted_is(hall: Hall, book: RoomBook) -> None:
    hall.encrypted = False
    assert not (await book.view(ROOM)).encrypted
    book.apply(update({"type": "m.room.encryption", "state_key": "", "content": {}}))
    assert (await book.view(ROOM)).encrypted


async def test_a_room_that_is_not_ours_cannot_be_seen_until_it_is(
    hall: Hall, book: RoomBook
) -> None:
    hall.is_ours = False
    with pytest.raises(MatrixError):
        await book.view(ROOM)
    hall.is_ours = True
    assert (await book.view(ROOM)).people == [ALICE, BOT]


async def test_a_room_that_was_left_is_asked_about_again(hall: Hall, book: RoomBook) -> None:
    await book.view(ROOM)
    book.forget(ROOM)
    await book.view(ROOM)
    assert hall.asked == 2


async def test_a_room_that_nobody_asked_about_costs_nothing(hall: Hall, book: RoomBook) -> None:
    book.apply(update(member(ALICE, "leave")))
    assert hall.asked == 0


def test_a_strange_name_is_a_name() -> None:
    view = RoomView()
    event = {"type": "m.room.member", "state_key": ALICE, "content": {"membership": "join"}}
    view.note_member({**event, "content": {"membership": "join", "displayname": None}})
    assert view.joined == {ALICE: ""}
    view.note_member({**event, "content": {"membership": "join", "displayname": 3}})
    assert view.joined == {ALICE: "3"}
