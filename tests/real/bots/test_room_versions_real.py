"""Bots work in rooms of version 11 and of version 12, creators' powers included."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bots.engine.answering import Answering
from bots.engine.service import Post, Service
from care.matrix.disk import AccountFiles
from care.matrix.http import path as api
from care.matrix.model import IncomingMessage
from care.matrix.person import PersonClient
from care.runtime.clock import SystemClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.outgoing import Address, OpenRoom, Outgoing, Say
from care.runtime.sealing import load_key_ring
from care.runtime.secrets import write_secret
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker
from tests.real.servers import RunningHomeserver, running_homeserver

pytestmark = pytest.mark.real


class Introducer:
    """Opens a conversation between whoever writes and the person they name."""

    name = "introducer"

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        people = (message.sender.user_id, message.text)
        yield OpenRoom("the-two", people, step_back=True)
        yield Say(Address(message.room_id), "ouvert")


def _files(folder: Path, name: str) -> AccountFiles:
    files = AccountFiles(folder / name / "secrets", folder / name / "state")
    write_secret(files.password, "pw")
    return files


@asynccontextmanager
async def _introducer(server: RunningHomeserver, folder: Path) -> AsyncIterator[str]:
    account = await server.create_user("introducer")
    files = _files(folder, "introducer")
    database = Database(sqlite_url(folder / "service.db"))
    METADATA.create_all(database.engine)
    worker = Worker(database)
    units = Units(database, load_key_ring(folder / "keys"), SystemClock())
    post = Post(account, files, Answering(account, Introducer()))
    service = Service(server.url, [post], units, worker)
    running = asyncio.create_task(service.run())
    try:
        await asyncio.wait_for(service.ready(), 90)
        yield account
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        worker.close()
        database.close()


async def _invitation(person: PersonClient, besides: str) -> str:
    """The room that `person` joined automatically, other than `besides`."""
    async with asyncio.timeout(90):
        while True:
            joined = (await person.http.request("GET", api("joined_rooms")))["joined_rooms"]
            for room in joined:
                if room != besides:
                    return str(room)
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("version", ["11", "12"])
async def test_two_people_are_brought_together_and_left_alone(tmp_path: Path, version: str) -> None:
    async with running_homeserver(tmp_path / "server", room_version=version) as server:
        alice, bruno = [await server.create_user(name) for name in ("alice", "bruno")]
        async with (
            _introducer(server, tmp_path) as bot,
            PersonClient(server.url, alice, _files(tmp_path, "alice")) as of_alice,
            PersonClient(server.url, bruno, _files(tmp_path, "bruno")) as of_bruno,
        ):
            direct = await of_alice.open_direct(bot)
            assert await of_alice.ask(direct, bruno, seconds=120) == "ouvert"
            shared = await _invitation(of_alice, besides=direct)
            assert await _invitation(of_bruno, besides="") == shared
            state = await of_alice.http.request(
                "GET", api("rooms", shared, "state", "m.room.create")
            )
            assert state["room_version"] == version
            await _until_alone(of_alice, shared, {alice, bruno})

            await of_bruno.say(shared, "Bonjour Alice")
            heard = await of_alice.wait_for(lambda message: message.room_id == shared, seconds=120)
            assert (heard.text, heard.direct) == ("Bonjour Alice", True)
            power = await of_bruno.http.request(
                "GET", api("rooms", shared, "state", "m.room.power_levels")
            )
            assert power["users"][alice] == power["users"][bruno] == 100
            assert (bot in power["users"]) is (version == "11")


async def _until_alone(person: PersonClient, room: str, people: set[str]) -> None:
    async with asyncio.timeout(90):
        while True:
            answer = await person.http.request("GET", api("rooms", room, "joined_members"))
            if set(answer["joined"]) == people:
                return
            await asyncio.sleep(0.1)
