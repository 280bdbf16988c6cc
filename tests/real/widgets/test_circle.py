"""« Le cercle » for real: Synapse, Liaison, encrypted clients and a browser on the same circle."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from care.matrix.http import path
from tests.real.circles.town import Person
from tests.real.widgets.window import open_window
from tests.real.widgets.wired_town import WiredTown, running_wired_town

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[WiredTown]:
    """A town, started once for these tests."""
    async with running_wired_town(tmp_path_factory.mktemp("town")) as found:
        yield found


async def open_circle(alice: Person, given: str, others: str = "Paul Inventé") -> str:
    """Alice opens a circle by dialogue; its room."""
    await alice.asks(f"nouveau cercle CANARI {given} 15/06/1984 F", "Qui est dans le cercle")
    await alice.asks(others, "quel titre")
    told = await alice.asks("1", "ouvert")
    name = re.search(r"Cercle « (.+?) » ouvert", told)
    assert name is not None, told
    return await alice.enters(f"Cercle {name[1]}")


async def page_link(person: Person, room: str) -> str:
    """The link that Liaison gives to somebody who writes « !page » in the room."""
    await person.says("!page", room)
    told = await person.hears("/pages/circle/")
    assert person.heard[-1].room_id != room
    found = re.search(r"http://[^\s]+/pages/circle/c[0-9a-f]{32}#lien=[\w-]{43}", told)
    assert found is not None, told
    return found[0]


async def test_what_changes_in_the_room_shows_on_the_page_and_the_reverse(
    town: WiredTown, chromium: Browser
) -> None:
    async with town.people("alice", "paul") as (alice, paul), open_window(chromium) as window:
        room = await open_circle(alice, "Jeanne")
        await paul.comes_into(room)
        await window.page.goto(await page_link(paul, room))
        await window.sees("CANARI Jeanne")
        await window.sees("FICTIF Alice")
        await alice.says("!tél 06 00 00 00 12", room)
        await window.sees("Appeler 06 00 00 00 12")
        await alice.says("!alerte vit seule", room)
        await window.sees("Alerte : vit seule")
        await alice.says("!tâche peser demain 9h", room)
        await window.sees("peser")
        await window.page.get_by_role("button", name="Modifier les alertes").click()
        await window.page.get_by_label("Alerte 2").fill("diabète")
        await window.press("Enregistrer")
        await window.sees("Alerte : diabète")
        card = await _card(alice, "diabète")
        assert "vit seule" in card
        await window.press("Ajouter quelqu’un")
        await window.page.get_by_label("Nom de la personne").fill("soigne")
        await window.press("Chercher")
        await window.press("Inviter")
        await window.sees("soins infirmiers")
        async with town.people("ida") as (ida,):
            assert await ida.enters("Cercle") == room


async def _card(person: Person, words: str) -> str:
    """The identity card as it is said again, with these words."""
    return await person.hears(words)


async def test_a_removed_member_s_open_page_goes_blank_with_a_sentence(
    town: WiredTown, chromium: Browser
) -> None:
    async with town.people("alice", "paul") as (alice, paul), open_window(chromium) as window:
        room = await open_circle(alice, "Rose")
        await paul.comes_into(room)
        await window.page.goto(await page_link(paul, room))
        await window.sees("CANARI Rose")
        await alice.says("!retirer Inventé", room)
        await window.sees("Vous n’êtes pas, ou plus, dans ce cercle.")
        await expect(window.page.get_by_text("CANARI")).to_have_count(0)
        await window.page.reload()
        await window.sees("Vous n’êtes pas, ou plus, dans ce cercle.")
        kept = await window.page.evaluate(_KEPT)
        assert "CANARI" not in kept
        await window.page.get_by_role("link", name="Mes patients").first.click()
        await expect(window.page.get_by_role("heading", name="Mes patients")).to_be_visible()
        await expect(window.page.locator("main p.quiet").first).to_be_visible()  # how many they are
        await window.misses("CANARI Rose")


_KEPT = """async () => {
  const open = indexedDB.open("cercle");
  const base = await new Promise((ok) => { open.onsuccess = () => ok(open.result); });
  const read = base.transaction("views").objectStore("views").getAll();
  return JSON.stringify(await new Promise((ok) => { read.onsuccess = () => ok(read.result); }));
}"""


async def test_the_room_shows_the_page_and_names_nobody(town: WiredTown) -> None:
    async with town.people("alice") as (alice,):
        room = await open_circle(alice, "Odette", "Paul Inventé")
        await alice.hears("CANARI Odette", room)
        where = path("rooms", room, "state", "im.vector.modular.widgets", "fr.cercle.circle")
        shown = await alice.client.http.request("GET", where)
        assert shown["url"].startswith(f"{town.url}/pages/circle/c")
        assert "CANARI" not in str(shown)
        fragment = shown["url"].partition("#")[2]
        assert "$matrix_room_id" in fragment
        assert "$" not in shown["url"].partition("#")[0]


async def test_my_patients_follow_what_is_said(town: WiredTown, chromium: Browser) -> None:
    kim = f"@kim:{town.server.server_name}"  # whose telephone is off: nothing is read there
    async with town.people("alice") as (alice,), open_window(chromium) as window:
        room = await open_circle(alice, "Simone", "Kim Masse")
        await window.page.goto(town.link(kim, "patients"))
        await window.sees("CANARI Simone")
        await window.misses("1 non lu")
        await alice.says("Elle va mieux.", room)
        await window.sees("1 non lu")
        await alice.says("!fermer fin de prise en charge", room)
        await window.sees("1 cercle fermé")
        await expect(window.page.get_by_text("CANARI Simone")).to_have_count(0)
        assert "CANARI" not in await window.page.title()
