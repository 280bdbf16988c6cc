"""The pages' server is killed between what it received and its answer: each edit counts once."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Error, Route
from sqlalchemy import func, select

from care.dispatches.office import Office
from care.identity.reason import Environment
from care.mail.mailboxes import Mailboxes
from care.runtime.clock import SystemClock
from care.runtime.database import Database, sqlite_url
from care.runtime.units import Units
from care.tasks.model import SCHEDULE, State
from care.tasks.store import load_tasks
from care.tasks.tables import TASK_EDITS
from tests.care.dispatches.territory import MAILBOXES, WhiteList
from tests.ports import free_port
from tests.real.widgets.window import Window, open_window
from tests.widgets.day.scene import add_in_room, at, open_day_circle, task_now
from tests.widgets.house import ALICE, HOST, KEYS, House, Rooms, territory_of

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
_ROOT = Path(__file__).resolve().parents[3]
ROUNDS = 6


@dataclass
class Server:
    """The pages in a process of their own, and what the test sees of their database."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Start, and wait until it answers; killed meanwhile, it starts again."""
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        command = [sys.executable, "-m", "tests.real.widgets.pages_process"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, str(self.folder), str(self.port)], cwd=_ROOT, stdout=log, stderr=log
            )
        async with asyncio.timeout(240):
            while not ready.exists():
                if self.process is None:
                    await self.start()
                    return
                assert self.process.poll() is None, (self.folder / "log").read_text()
                await asyncio.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL, no farewell."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    @contextmanager
    def house(self) -> Iterator[House]:
        """Their database, for the people in the rooms."""
        database = Database(sqlite_url(self.folder / "pages.db"))
        url = f"http://{HOST}:{self.port}"
        units = Units(database, KEYS, SystemClock())
        try:
            mail = Office(Mailboxes(MAILBOXES.seats), WhiteList(), Environment.TEST)
            yield House(url, territory_of(url), database, units, Rooms(), mail)
        finally:
            database.close()


async def _enter(house: House, window: Window) -> None:
    await window.page.goto(house.link(ALICE, "day"))
    await window.sees("bilan")


async def test_killed_after_it_did_it_and_before_it_said_so(
    chromium: Browser, tmp_path: Path
) -> None:
    server = Server(tmp_path, free_port())
    await server.start()
    try:
        with server.house() as house:
            circle = open_day_circle(house)
            task = add_in_room(house, "bilan", circle, **{SCHEDULE: at(house, None)})
            async with open_window(chromium, service_workers="block") as window:
                await _enter(house, window)
                killed = asyncio.Event()

                async def lose_the_answer(route: Route) -> None:
                    if killed.is_set():
                        return await route.continue_()
                    answer = await route.fetch()
                    assert answer.status == 200
                    server.kill()
                    killed.set()
                    return await route.abort("connectionreset")

                await window.page.route("**/api/edits", lose_the_answer)
                await window.press("Fait : bilan")
                await killed.wait()
                assert task_now(house, task).state is State.DONE
                edits = _edits(house)
                await window.sees("1 modification en attente d’envoi")
                await server.start()
                await window.page.evaluate("dispatchEvent(new Event('online'))")
                await window.misses("en attente d’envoi")
                await window.sees("Fait : 1")
                await window.misses("a aussi")
                assert _edits(house) == edits
    finally:
        server.kill()


async def test_killed_at_random_moments_every_task_is_added_once(
    chromium: Browser, tmp_path: Path
) -> None:
    chance, server = random.Random(6), Server(tmp_path, free_port())
    await server.start()
    try:
        with server.house() as house:
            circle = open_day_circle(house)
            add_in_room(house, "bilan", circle, **{SCHEDULE: at(house, None)})
            async with open_window(chromium, service_workers="block") as window:
                await _enter(house, window)
                pauses = [chance.uniform(0, 0.03) for _ in range(ROUNDS)]
                kills = 0

                async def kill_on_the_way(route: Route) -> None:
                    nonlocal kills
                    if not pauses:
                        return await route.continue_()
                    asking = asyncio.create_task(route.fetch())
                    await asyncio.sleep(pauses.pop())
                    server.kill()
                    kills += 1
                    with suppress(Error):
                        await asking
                    return await route.abort("connectionreset")

                await window.page.route("**/api/edits", kill_on_the_way)
                for number in range(ROUNDS):
                    await window.press("Ajouter une tâche")
                    await window.page.get_by_label("Que faut-il faire ?").fill(f"acte {number}")
                    await window.press("Noter")
                    async with asyncio.timeout(90):
                        while kills <= number:  # the page may have asked more than once
                            await asyncio.sleep(0.02)
                    if server.process is None:
                        await server.start()
                await window.page.evaluate("dispatchEvent(new Event('online'))")
                await window.misses("en attente d’envoi")
                await window.sees(f"À faire : {ROUNDS + 1}")
                with house.database.begin() as connection:
                    kept = [task.text for task in load_tasks(connection, KEYS, [], ALICE)]
                assert sorted(kept) == [f"acte {number}" for number in range(ROUNDS)]
    finally:
        server.kill()


def _edits(house: House) -> int:
    with house.database.begin() as connection:
        return connection.execute(select(func.count()).select_from(TASK_EDITS)).scalar_one()
