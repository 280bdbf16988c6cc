"""A train, a cellar: the page stays, what is written is kept, and merges later."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Route, expect

from tests.real.widgets.scenes import BROKEN, kept_offline
from tests.real.widgets.window import Window
from tests.widgets.house import ALICE, NAMES, House

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


async def _enter(house: House, window: Window) -> None:
    await window.page.goto(house.link())
    await window.sees("1 page ouverte")
    await kept_offline(window)


async def test_the_page_opens_without_network_and_says_so(house: House, window: Window) -> None:
    await _enter(house, window)
    await window.context.set_offline(True)
    await window.page.reload()
    await window.sees("Hors ligne")
    await window.sees(NAMES[ALICE])
    await window.context.set_offline(False)
    await expect(window.page.get_by_text("Hors ligne")).to_have_count(0)


async def test_a_link_followed_in_a_bad_place_opens_as_soon_as_it_can(
    house: House, window: Window
) -> None:
    async with _without(window, _fail):
        await window.page.goto(house.link())
        await window.sees("Le serveur ne répond pas.")
    await window.press("Réessayer")
    await window.sees(NAMES[ALICE])


async def test_a_link_whose_answer_was_lost_on_its_way_opens_once(
    house: House, window: Window, other: Window
) -> None:
    link = house.link()
    async with _without(window, _lose_answer):
        await window.page.goto(link)
        await window.sees("Le serveur ne répond pas.")
    await other.page.goto(link)
    await other.sees("Ce lien a déjà servi.")
    await window.press("Réessayer")
    await window.sees("1 page ouverte")
    await window.page.goto("about:blank")
    await window.page.goto(link)
    await window.sees("1 page ouverte")


@pytest.mark.parametrize(
    ("status", "kind", "body", "words"),
    [
        (502, "text/html", "<h1>Bad Gateway</h1>", "La réponse reçue n’est pas celle du service."),
        (200, "text/html", "<form>Wi-Fi</form>", "La réponse reçue n’est pas celle du service."),
        (500, "application/json", BROKEN, "Une erreur est survenue de notre côté."),
    ],
    ids=["proxy", "portal", "fault"],
)
async def test_what_is_not_a_refusal_takes_nothing_from_the_screen(
    house: House, window: Window, status: int, kind: str, body: str, words: str
) -> None:
    await window.page.clock.install()
    await _enter(house, window)
    await window.sees("1 page ouverte")

    async def say(route: Route) -> None:
        await route.fulfill(status=status, content_type=kind, body=body)

    async with _without(window, say, "**/api/{call,watch}/**"):
        await window.page.reload()
        await window.sees(words)
        await window.sees("Vous voyez ce qui était connu")
        await window.sees("1 page ouverte")
    await window.page.clock.fast_forward(31_000)
    await window.misses("Vous voyez ce qui était connu")
    await window.sees("1 page ouverte")


async def test_a_page_whose_code_does_not_come_says_so_and_opens_when_asked_again(
    house: House, window: Window
) -> None:
    async with _without(window, _fail, "**/assets/page-*"):
        await window.page.goto(house.link())
        await window.sees("Cette page n’a pas pu être chargée.")
    await window.press("Réessayer")
    await window.sees("1 page ouverte")


@asynccontextmanager
async def _without(
    window: Window, instead: Callable[[Route], Awaitable[None]], what: str = "**/api/enter/link"
) -> AsyncIterator[None]:
    """Something else answers, or nothing does."""
    await window.context.route(what, instead)
    yield
    await window.context.unroute(what, instead)


async def _fail(route: Route) -> None:
    await route.abort()


async def _lose_answer(route: Route) -> None:
    await route.fetch()
    await route.abort()


async def test_what_is_written_offline_is_kept_and_sent_once(
    house: House, window: Window, other: Window
) -> None:
    await _enter(house, window)
    await window.context.set_offline(True)
    await window.name_this_browser("Voiture")
    await window.sees("1 modification en attente d’envoi")
    await window.page.reload()
    await window.sees("Voiture")
    await window.sees("1 modification en attente d’envoi")
    await other.page.goto(house.link())
    await other.sees("2 pages ouvertes")
    await other.misses("Voiture")
    await window.context.set_offline(False)
    await window.misses("1 modification en attente d’envoi")
    await other.sees("Voiture")


async def test_what_was_written_later_stays_and_the_page_says_so(
    house: House, window: Window, other: Window
) -> None:
    await _enter(house, window)
    await window.context.set_offline(True)
    await window.name_this_browser("Ancien nom")
    await window.sees("1 modification en attente d’envoi")
    await other.page.goto(house.link())
    await (
        other.page.get_by_role("listitem")
        .filter(has_not_text="Cette page")
        .get_by_role("button", name="Nommer")
        .click()
    )
    await other.page.get_by_label("Nom de ce navigateur").fill("Nouveau nom")
    await other.press("Enregistrer")
    await other.sees("Nouveau nom")
    await window.context.set_offline(False)
    await window.sees("Une modification plus récente a été gardée.")
    await window.sees("Nouveau nom")
    await window.page.reload()
    await window.sees("Une modification plus récente a été gardée.")
    await window.press("J’ai lu")
    await window.misses("Une modification plus récente a été gardée.")
    await window.page.reload()
    await window.sees("Nouveau nom")
    await window.misses("Une modification plus récente a été gardée.")


async def test_nothing_is_left_on_the_device_once_it_is_disconnected(
    house: House, window: Window
) -> None:
    await _enter(house, window)
    await window.press("Déconnecter toutes mes pages")
    await window.press("Oui, déconnecter")
    await window.sees("Page fermée")
    await window.page.reload()
    await window.sees("Page fermée")
    kept = await window.page.evaluate(
        """async () => {
          const open = indexedDB.open("cercle");
          const base = await new Promise((ok) => { open.onsuccess = () => ok(open.result); });
          const count = (name) => new Promise((ok) => {
            const asked = base.transaction(name).objectStore(name).count();
            asked.onsuccess = () => ok(asked.result);
          });
          return [await count("views"), await count("edits")];
        }"""
    )
    assert kept == [0, 0]


async def test_it_can_be_installed(house: House, window: Window) -> None:
    await _enter(house, window)
    session = await window.context.new_cdp_session(window.page)
    found = await session.send("Page.getInstallabilityErrors")
    reasons = {one["errorId"] for one in found["installabilityErrors"]}
    assert reasons <= {"in-incognito"}, reasons
    manifest = await session.send("Page.getAppManifest")
    assert manifest["errors"] == []
