"""A room that ends leaves nothing on Synapse, and takes nothing with it that is not its own."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from care.matrix.http import MatrixError, MatrixHttp, path
from care.matrix.media import get_file
from care.matrix.past import open_past
from care.runtime.outgoing import Address, SendFile
from homeserver.purging import SynapseEraser
from tests.real.matrix.delivery.people import Someone, someone
from tests.real.matrix.steward import Steward, steward
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real
#: What still names a room that is gone: people's own backups of keys that open nothing any more,
#: what Synapse keeps of its task for a week, and which events changed members (no content).
_LEFTOVERS = {
    "current_state_delta_stream",
    "device_lists_changes_in_room",
    "e2e_room_keys",
    "scheduled_tasks",
}


@pytest_asyncio.fixture
async def bot(homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[Steward]:
    async with steward(homeserver, tmp_path) as made:
        yield made


@pytest_asyncio.fixture
async def alice(homeserver: RunningHomeserver, tmp_path: Path) -> AsyncIterator[Someone]:
    async with someone(homeserver, tmp_path, "alice") as person:
        yield person


@pytest_asyncio.fixture
async def http(homeserver: RunningHomeserver) -> AsyncIterator[MatrixHttp]:
    async with homeserver.http(homeserver.admin) as made:
        yield made


def tables_naming(homeserver: RunningHomeserver, *words: str) -> set[str]:
    """Synapse's tables in which one of `words` is written."""
    found = set()
    database = f"file:{homeserver.process.layout.database}?mode=ro"
    with closing(sqlite3.connect(database, uri=True)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in names.fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                if any(word in str(value) for value in row for word in words):
                    found.add(table)
    return found


async def wait_read(homeserver: RunningHomeserver, room: str, *read: tuple[Someone, str]) -> None:
    """Wait until everybody's client has said what it has read: it says nothing of it later."""
    wanted = {(person.user_id, event) for person, event in read}
    database = f"file:{homeserver.process.layout.database}?mode=ro"
    select = "SELECT user_id, event_id FROM receipts_linearized WHERE room_id = ?"
    async with asyncio.timeout(90):
        while True:
            with closing(sqlite3.connect(database, uri=True)) as connection:
                if wanted <= set(connection.execute(select, (room,))):
                    return
            await asyncio.sleep(0.1)


def media_on_disk(homeserver: RunningHomeserver, uri: str) -> bool:
    """Whether the file of `uri` is in the media store."""
    media_id = uri.rpartition("/")[2]
    place = Path(media_id[:2], media_id[2:4], media_id[4:])
    return (homeserver.process.layout.media / "local_content" / place).exists()


async def send(person: Someone, room: str, content: bytes) -> str:
    """Send a file; its `mxc://` address is found by whoever reads the room."""
    (sent,) = await person.queue(SendFile(Address(room), "a.pdf", "application/pdf", content))
    _, event = await person.row(sent)
    return str(event)


async def address_of(homeserver: RunningHomeserver, bot: Steward, room: str, event: str) -> str:
    """Where the file of an event is."""
    async with open_past(homeserver.url, bot.files) as past:
        found = [one async for one in past.events(room) if one.event_id == event]
    return str(found[0].content["file"]["url"])


async def test_nothing_of_the_room_is_left_and_the_others_live_on(
    homeserver: RunningHomeserver, bot: Steward, alice: Someone, http: MatrixHttp
) -> None:
    gone, kept = [await bot.open_circle(f"circle {n}", alice) for n in (1, 2)]
    lost, stays = os.urandom(3_000), os.urandom(3_000)
    events = [await send(alice, gone, lost), await send(alice, kept, stays)]
    doomed = await address_of(homeserver, bot, gone, events[0])
    other = await address_of(homeserver, bot, kept, events[1])
    await bot.listen_until(2)
    await alice.listen_until(2)
    await wait_read(homeserver, gone, (bot, events[0]), (alice, alice.heard[gone][0].event_id))
    eraser = SynapseEraser(http, homeserver.server_name, block=False)
    assert media_on_disk(homeserver, doomed)
    for _ in range(2):
        await eraser.delete_room(gone)
        assert await eraser.delete_media(doomed, [alice.user_id])
    assert not await eraser.has_room(gone)
    assert await eraser.has_room(kept)
    media_id = doomed.rpartition("/")[2]
    assert tables_naming(homeserver, gone, events[0], media_id) <= _LEFTOVERS
    assert not media_on_disk(homeserver, doomed)
    assert media_on_disk(homeserver, other)
    await alice.say(kept, "toujours là")
    await bot.listen_until(3)
    file = next(one for one in bot.heard[kept] if "file" in one.content)
    assert await get_file(bot.http, file.content) == stays
    with pytest.raises(MatrixError):
        await alice.http.request("GET", path("rooms", gone, "messages"), query={"dir": "b"})


async def test_a_file_goes_only_by_the_hand_that_sent_it(
    homeserver: RunningHomeserver, bot: Steward, alice: Someone, http: MatrixHttp
) -> None:
    room = await bot.open_circle("circle 1", alice)
    address = await address_of(homeserver, bot, room, await send(alice, room, b"x"))
    eraser = SynapseEraser(http, homeserver.server_name, block=False)
    assert not await eraser.delete_media(address, [bot.user_id])
    assert not await eraser.delete_media("mxc://elsewhere.test/abc", [alice.user_id])
    assert not await eraser.delete_media(f"mxc://{homeserver.server_name}/", [alice.user_id])
    assert media_on_disk(homeserver, address)
    assert await eraser.delete_media(f"mxc://{homeserver.server_name}/gone", [alice.user_id])


async def test_a_blocked_room_cannot_be_entered_again(
    homeserver: RunningHomeserver, bot: Steward, alice: Someone, http: MatrixHttp
) -> None:
    room = await bot.open_circle("circle 1", alice)
    await SynapseEraser(http, homeserver.server_name, block=True).delete_room(room)
    with pytest.raises(MatrixError) as refused:
        await alice.http.request("POST", path("join", room), {})
    assert refused.value.status == 403
