"""A territory on disk and on a real Synapse, with a closed circle in which people talked."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from care.access.act import RoomKind
from care.archive.keys import make_key
from care.circles.rooms import give_seat, want_room
from care.matrix.http import path
from care.matrix.past import open_past
from care.runtime.outgoing import Address, OpenRoom, Say, SendFile
from care.runtime.rooms import bind_room
from care.runtime.settings import load_territory
from deploy.opened import open_territory
from homeserver.layout import Layout
from homeserver.provisioning.bots import bot_files
from homeserver.provisioning.provision import Provisioning
from tests.care.archive.kept_circle import CIRCLE, NURSE, keep_circle
from tests.ports import free_port
from tests.real.deploy.demo_process import CERCLE, ROOT
from tests.real.matrix.delivery.people import Someone, someone
from tests.real.matrix.steward import Steward
from tests.real.servers import RunningHomeserver, running_homeserver

ASSISTANT = "@liaison:cercle.test"
_SETTINGS = """
[territory]
name = "CPTS d’Essai"
server_name = "cercle.test"
communes = ["76351"]
[homeserver]
public_url = "http://127.0.0.1:{port}"
port = {port}
[[groups]]
key = "nurses"
name = "Infirmiers"
[retention]
circle_months = 1
professionals_months = 1
group_days = 1
archive_folder = "archives"
archive_key_file = "archives.key.pub"
"""


@dataclass
class KeptTerritory:
    """What tests act on. `said` is everything said in the circle, `files` what was sent there."""

    folder: Path
    server: RunningHomeserver
    liaison: Steward
    alice: Someone
    bob: Someone
    rooms: dict[str, str]
    said: list[str]
    files: dict[str, bytes]
    media: dict[str, str]

    async def order(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`cercle …` in a process of its own."""
        order = [*CERCLE, *words, "--state", str(self.folder)]
        return await asyncio.to_thread(
            subprocess.run, order, cwd=ROOT, capture_output=True, text=True, check=False
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        """The same, left running."""
        order = [*CERCLE, *words, "--state", str(self.folder)]
        return subprocess.Popen(
            order, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def tables_naming(self, *words: str) -> set[str]:
        """Synapse's tables in which one of `words` is written."""
        found = set()
        database = f"file:{self.server.process.layout.database}?mode=ro"
        with closing(sqlite3.connect(database, uri=True, timeout=90)) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in names.fetchall():
                for row in connection.execute(f'SELECT * FROM "{table}"'):
                    if any(word in str(value) for value in row for word in words):
                        found.add(table)
        return found

    def has_media(self, uri: str) -> bool:
        """Whether the file of `uri` is in the media store."""
        media_id = uri.rpartition("/")[2]
        place = Path(media_id[:2], media_id[2:4], media_id[4:])
        return (self.server.process.layout.media / "local_content" / place).exists()


@asynccontextmanager
async def kept_territory(folder: Path, messages: int = 12) -> AsyncIterator[KeptTerritory]:
    """The circle has two rooms; `elsewhere` is a conversation to which one file was forwarded."""
    (folder / "territory.toml").write_text(_SETTINGS.format(port=free_port()), encoding="utf-8")
    make_key(folder / "archives.key")
    territory = load_territory(folder / "territory.toml")
    async with running_homeserver(folder / "homeserver", territory=territory) as server:
        with open_territory(folder) as opened:
            provisioning = Provisioning(
                territory, Layout(folder / "homeserver"), server.url, opened.database,
                opened.folder.bots,
            )  # fmt: skip
            await provisioning.bring_up()
        files = bot_files(folder / "service" / "bots", "liaison")
        async with (
            Steward(server.url, ASSISTANT, files) as liaison,
            someone(server, folder / "people", "alice") as alice,
            someone(server, folder / "people", "bob") as bob,
        ):
            made = KeptTerritory(folder, server, liaison, alice, bob, {}, [], {}, {})
            await _talk(made, messages)
            await _wait_read(made)
            _keep(made)
            yield made


async def _talk(made: KeptTerritory, messages: int) -> None:
    liaison, alice, bob = made.liaison, made.alice, made.bob
    made.rooms["circle"] = await liaison.open_circle("circle", alice, bob)
    opening = OpenRoom("team", (alice.user_id,), kind=RoomKind.PROFESSIONALS)
    await liaison.done(opening, Say(Address(key="team"), "Entre nous"))
    made.rooms["professionals"] = await liaison.room_of("team")
    await liaison.wait_joined(made.rooms["professionals"], alice.user_id)
    made.rooms["elsewhere"] = await alice.open_direct(ASSISTANT)
    await alice.wait_joined(made.rooms["elsewhere"], ASSISTANT)
    room = made.rooms["circle"]
    made.said = ["Bonjour", *(f"message {n}" for n in range(messages)), "et moi"]
    await alice.say_all(room, made.said[1:-1])
    for name, person in (("plaie.png", alice), ("forwarded.pdf", alice), ("autre.pdf", bob)):
        made.files[name] = os.urandom(4_000)
        sent = SendFile(Address(room), name, "application/octet-stream", made.files[name])
        await person.queue(sent)
    for person in (alice, bob):
        await person.wait_all_left()
    await bob.say(room, "et moi")  # the last, for everybody
    await bob.wait_all_left()
    await liaison.listen_until(messages + 4)  # what it heard it has the keys of
    async with open_past(made.server.url, liaison.files) as past:
        shown = [one async for one in past.events(room) if "file" in one.content]
    made.media = {str(one.content["filename"]): str(one.content["file"]["url"]) for one in shown}
    forwarded = next(one for one in shown if one.content["filename"] == "forwarded.pdf")
    await _forward(made, dict(forwarded.content))
    await liaison.listen_until(messages + 5)


async def _forward(made: KeptTerritory, content: dict[str, object]) -> None:
    """As clients do: the same file, shown again elsewhere without sending it again."""
    keys = {key: value for key, value in content.items() if key not in {"body", "msgtype"}}
    said = Say(Address(made.rooms["elsewhere"]), "forwarded.pdf", data=keys)
    await made.alice.queue(said)
    await made.alice.wait_all_left()


async def _wait_read(made: KeptTerritory) -> None:
    """Until everybody's client has said what it has read: it says nothing of it later."""
    readers = {
        made.rooms["circle"]: (made.liaison, made.alice, made.bob),
        made.rooms["professionals"]: (made.alice,),
    }
    wanted = set()
    async with open_past(made.server.url, made.liaison.files) as past:
        for room, people in readers.items():
            said = [one async for one in past.events(room) if one.encrypted]
            for person in people:
                last = [one.event_id for one in said if one.sender != person.user_id][-1]
                wanted.add((room, person.user_id, last))
    database = f"file:{made.server.process.layout.database}?mode=ro"
    select = "SELECT room_id, user_id, event_id FROM receipts_linearized"
    async with asyncio.timeout(90):
        while True:
            with closing(sqlite3.connect(database, uri=True, timeout=90)) as connection:
                if wanted <= set(connection.execute(select)):
                    return
            await asyncio.sleep(0.1)


def _keep(made: KeptTerritory) -> None:
    """Our own rows, tied to the rooms that are really there."""
    with open_territory(made.folder) as opened, opened.units.unit("keep") as work:
        keep_circle(work, rooms=False, closed=datetime(2026, 1, 7, tzinfo=UTC))
        for kind in (RoomKind.CIRCLE, RoomKind.PROFESSIONALS):
            room = want_room(work.connection, CIRCLE, kind)
            give_seat(work.connection, room, NURSE)
            bind_room(work.connection, ASSISTANT, room.key, made.rooms[kind.value], step_back=False)


async def latest(person: Someone, room: str) -> int:
    """How many events somebody still finds in a room."""
    answer = await person.http.request(
        "GET", path("rooms", room, "messages"), query={"dir": "b", "limit": "1000"}
    )
    return len(answer["chunk"])
