"""Who is measured: our page, the same text as a bare document, and Element Web."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from playwright.async_api import Browser, BrowserContext

from care.matrix.http import MatrixHttp, path
from tests.bench.pages.phone import Handset, Tap
from tests.bots.liaison.village import ALICE
from tests.ports import free_port
from tests.real.element.serving import log_in, running_element
from tests.real.servers import running_homeserver
from tests.real.widgets.neighbourhood import open_neighbourhood
from tests.real.widgets.people import arrive
from widgets.engine.shell import BUILT

# Element Web is not made for narrower windows.
WINDOW = {"width": 1280, "height": 800}
_ROOMS = 20
_LISTED = 4  # of which a small window lists these at least


@dataclass(frozen=True)
class Contestant:
    """`first` gives the address to open where nobody was ever; `again` that of who comes back.

    `usable` and `usable_again` select what must be painted. `settle` is done once, unmeasured, in
    the browser that comes back; `tap` acts on the page that is open.
    """

    title: str
    first: Callable[[], str]
    again: str
    usable: str
    usable_again: str
    settle: Callable[[BrowserContext], Awaitable[None]]
    tap: Callable[[Handset, int], Awaitable[Tap]]


async def new_context(browser: Browser) -> BrowserContext:
    """A browser that was never anywhere."""
    return await browser.new_context(viewport=WINDOW, locale="fr-FR", has_touch=True)


@asynccontextmanager
async def our_page(folder: Path) -> AsyncIterator[Contestant]:
    """« Ma session », opened by a link, then again from the home screen."""
    async with open_neighbourhood(folder, datetime.now(UTC)) as place:
        house = place.house
        naming = "main li button"

        async def settle(context: BrowserContext) -> None:
            page = await context.new_page()
            await page.goto(house.link(ALICE))
            await page.locator(naming).first.wait_for()
            await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            await page.close()

        async def tap(handset: Handset, _number: int) -> Tap:
            done = await handset.tap(naming, "main li input")
            await handset.page.keyboard.press("Escape")
            return done

        yield Contestant(
            "Cercle",
            lambda: house.link(ALICE),
            f"{house.url}/pages/session",
            naming,
            naming,
            settle,
            tap,
        )


@asynccontextmanager
async def bare_page(browser: Browser, ours: Contestant) -> AsyncIterator[Contestant]:
    """The text and the looks of our page, in one document without any script."""
    text = await _as_document(browser, ours)

    async def show(_request: web.Request) -> web.Response:
        response = web.Response(text=text, content_type="text/html", charset="utf-8")
        response.enable_compression()
        return response

    application = web.Application()
    application.router.add_get("/", show)
    port = free_port()
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    url = f"http://127.0.0.1:{port}/"

    async def settle(context: BrowserContext) -> None:
        page = await context.new_page()
        await page.goto(url)
        await page.close()

    async def tap(handset: Handset, _number: int) -> Tap:
        done = await handset.tap("summary", "details[open] p")
        await handset.page.evaluate("document.querySelector('details').open = false")
        return done

    try:
        yield Contestant("bare document", lambda: url, url, "summary", "summary", settle, tap)
    finally:
        await runner.cleanup()


async def _as_document(browser: Browser, ours: Contestant) -> str:
    context = await new_context(browser)
    try:
        page = await context.new_page()
        await page.goto(ours.first())
        await page.locator(ours.usable).first.wait_for()
        body = await page.evaluate("document.getElementById('page').innerHTML")
    finally:
        await context.close()
    (style,) = BUILT.glob("assets/*.css")
    return (
        f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>Cercle</title>'
        f'<meta name="viewport" content="width=device-width"><style>{style.read_text()}</style>'
        f"<body>{body}<details><summary>Nommer</summary><p>Nom</p></details></body></html>"
    )


@asynccontextmanager
async def element_web(folder: Path) -> AsyncIterator[Contestant]:
    """Element Web, logged in to a Synapse with a score of conversations."""
    async with (
        running_homeserver(folder / "synapse", room_version="11") as server,
        running_element(server) as element,
    ):
        alice = await arrive(server, "alice")
        http = MatrixHttp(server.url, alice.credentials.access_token)
        try:
            for number in range(_ROOMS):
                body = {"preset": "private_chat", "name": f"Conversation {number}"}
                room = (await http.request("POST", path("createRoom"), body))["room_id"]
                for line in range(5):
                    where = path("rooms", room, "send", "m.room.message", f"m{number}-{line}")
                    said = {"msgtype": "m.text", "body": f"Message {line} de l’essai"}
                    await http.request("PUT", where, said)
        finally:
            await http.close()

        async def settle(context: BrowserContext) -> None:
            page = await context.new_page()
            await log_in(page, element, "alice")
            await page.locator(".mx_RoomTile").first.wait_for(timeout=60_000)
            later = page.get_by_role("button", name="Plus tard")
            while await later.count():
                await later.first.click()
                await page.wait_for_timeout(300)
            # What it keeps for the next time, it writes a moment later.
            await page.wait_for_timeout(5_000)
            await page.close()

        async def tap(handset: Handset, number: int) -> Tap:
            number %= _LISTED
            tile = handset.page.locator(".mx_RoomTile").nth(number)
            name = (await tile.locator(".mx_RoomTile_name").inner_text()).strip()
            header = f'.mx_RoomHeader_nametext[title="{name}"]'
            return await handset.tap(".mx_RoomTile", header, number)

        yield Contestant(
            "Element Web",
            lambda: f"{element}/#/login",
            f"{element}/#/home",
            "input[type=password]",
            ".mx_RoomTile",
            settle,
            tap,
        )
