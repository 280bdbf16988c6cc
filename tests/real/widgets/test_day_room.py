"""A task told in an encrypted conversation and the same one in the page, with a real homeserver:
what is done on one side is seen on the other.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser

from care.matrix.http import MatrixHttp
from care.pages.workflow import PREFIX, create_link
from care.runtime.clock import SystemClock
from care.runtime.database import Database, sqlite_url
from care.runtime.sealing import load_key_ring
from care.runtime.units import Units
from care.runtime.worker import Worker
from deploy.web.serving import serving
from tests.ports import free_port
from tests.real.circles.town import Person, Town, running_town
from tests.real.widgets.window import Window, open_window
from tests.widgets.house import HOST, Rooms, landing, territory_of
from widgets.engine.application import Surroundings, build_pages
from widgets.engine.shell import load_shell
from widgets.wiring import all_pages

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


@asynccontextmanager
async def pages_of(town: Town) -> AsyncIterator[tuple[str, Units]]:
    """The pages of the town, which know of Liaison only what the database holds."""
    port = free_port()
    url = f"http://{HOST}:{port}"
    database = Database(sqlite_url(town.database))
    units = Units(database, load_key_ring(town.folder / "keys"), SystemClock())
    worker, http = Worker(database), MatrixHttp(town.server.url)
    around = Surroundings(territory_of(url), units, worker, http, Rooms(), load_shell())
    application = landing()
    application.add_subapp(PREFIX, build_pages(around, all_pages(town.liaison)))
    try:
        async with serving(application, HOST, port):
            yield url, units
    finally:
        await http.close()
        worker.close()
        database.close()


async def _enter(window: Window, url: str, units: Units, person: Person) -> None:
    with units.unit(f"link {person.user_id} {id(window)}") as work:
        link = create_link(work, url, person.user_id, "day")
    await window.page.goto(link)
    await window.sees("Ma journée")


async def test_in_the_room_and_in_the_page(chromium: Browser, tmp_path: Path) -> None:
    async with (
        running_town(tmp_path) as town,
        town.people("camille", "alice", "ida") as (camille, alice, ida),
        pages_of(town) as (url, units),
        open_window(chromium) as window,
        open_window(chromium) as other,
    ):
        await camille.asks(
            "nouveau cercle CANARISPECIMEN Lucie 01/12/1935 F à 76351", "Qui est dans le cercle"
        )
        await camille.asks("Fictif médecin traitant, Ida Soigne", "À quel titre")
        await camille.asks("4", "ouvert")
        room = await alice.enters("Cercle ")
        assert await ida.enters("Cercle ") == room
        await _enter(window, url, units, ida)
        await _enter(other, url, units, alice)

        await alice.says("!tâche retrait pansement demain 8h15 @Ida", room)
        assert await ida.hears("retrait pansement", room)
        await window.sees("retrait pansement")

        await window.press("Fait : retrait pansement")
        assert await alice.hears("fait : retrait pansement", room)

        await window.press("Ajouter une tâche")
        await window.page.get_by_label("Que faut-il faire ?").fill("bilan")
        await window.page.get_by_label("Pour quel patient ?").select_option(index=1)
        await window.page.get_by_label("Qui s’en charge ?").select_option(
            label="FICTIF Alice – médecin"
        )
        await window.press("Noter")
        assert "pour FICTIF Alice" in await alice.hears("☐ bilan")
        await other.sees("bilan")
        await alice.asks("ma journée", "bilan")
        await alice.asks("fait 1", "Fait : bilan")
        await other.sees("Fait : 1")

        await window.context.set_offline(True)
        await window.press("Ajouter une tâche")
        await window.page.get_by_label("Que faut-il faire ?").fill("pansement")
        await window.press("Noter")
        await window.sees("1 modification en attente d’envoi")
        await asyncio.sleep(0.2)
        await window.context.set_offline(False)
        assert await ida.hears("☐ pansement")
        await window.misses("en attente d’envoi")
