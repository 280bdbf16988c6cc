"""Inside Element: Synapse says who it is, the room says whether they may, and leaving closes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FrameLocator, expect

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.pages.workflow import topic_of
from tests.ports import free_port
from tests.real.servers import RunningHomeserver, running_homeserver
from tests.real.widgets.element import element_files
from tests.real.widgets.elsewhere import NAME, other_site
from tests.real.widgets.people import Person, arrive
from tests.real.widgets.window import Window, open_window, picture, refused_frame
from tests.widgets.house import KEYS, SERVER, House, open_house
from widgets.engine.membership import AssistantsRooms
from widgets.engine.shell import load_shell

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
TEMPLATE = "/pages/session#/?theme=$org.matrix.msc2873.client_theme&roomId=$matrix_room_id"


@dataclass(frozen=True)
class Town:
    """A homeserver, pages that trust it, and a site that shows them."""

    server: RunningHomeserver
    house: House
    element: str
    assistant: Person

    async def person(self, name: str) -> Person:
        """Somebody with an account of the territory."""
        person = await arrive(self.server, name)
        with self.house.database.begin() as connection:
            shown = f"FICTIF {name.title()} – médecin"
            save_account(connection, Account(person.user_id, AccountKind.PROFESSIONAL, shown))
        return person

    async def room_of(self, *people: Person) -> str:
        """A room of the assistant's that `people` have joined."""
        room = await self.assistant.open_room(*(person.user_id for person in people))
        for person in people:
            await person.join(room)
        return room

    async def show(
        self, window: Window, person: Person, room: str = "", **facts: object
    ) -> FrameLocator:
        """Open `room` in Element as `person`, with our page in it."""

        async def openid() -> dict[str, str]:
            return await person.openid()

        await window.page.expose_function("openid", openid)
        given = {
            "url": self.house.url + TEMPLATE,
            "room": room,
            "user": person.user_id,
            "theme": "dark",
            "waits": False,
            **facts,
        }
        await window.page.goto(f"{facts.get('site', self.element)}/#{quote(json.dumps(given))}")
        return window.page.frame_locator("iframe")

    async def allow(self, window: Window) -> None:
        """The person lets the page know who they are."""
        await window.page.wait_for_function("globalThis.allow !== undefined")
        await window.page.evaluate("globalThis.allow()")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """Everything, started once for these tests."""
    folder, port = tmp_path_factory.mktemp("town"), free_port()
    clients = [f"http://{NAME}:{port}"]
    async with running_homeserver(folder / "synapse", server_name=SERVER) as server:
        assistant = await arrive(server, "assistant")
        rooms = AssistantsRooms(server.url, [lambda: assistant.credentials.access_token])
        shell, url = load_shell(), server.url
        async with (
            open_house(
                folder, clients=clients, homeserver=url, shell=shell, membership=rooms
            ) as house,
            other_site(element_files(), port) as element,
        ):
            yield Town(server, house, element, assistant)


async def sees(frame: FrameLocator, text: str) -> None:
    """Until the page inside shows `text`."""
    await expect(frame.get_by_text(text).first).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("waits", [False, True])
async def test_the_page_opens_to_whom_synapse_says(
    town: Town, chromium: Browser, waits: bool
) -> None:
    alice = await town.person(f"alice-{waits}".lower())
    room = await town.room_of(alice)
    async with open_window(chromium, (900, 700)) as window:
        frame = await town.show(window, alice, room, waits=waits)
        await town.allow(window)
        await sees(frame, "FICTIF Alice")
        await sees(frame, "dans Element")
        theme = await frame.locator("html").get_attribute("data-theme")
        assert theme == "dark"
        await window.page.evaluate("api.updateTheme({name: 'light'})")
        await expect(frame.locator("html")).to_have_attribute("data-theme", "light")
        assert await window.context.cookies() == []
        await picture(window.page, f"widget-{waits}")


async def test_who_says_no_stays_unknown(town: Town, chromium: Browser) -> None:
    bob = await town.person("bob")
    async with open_window(chromium, (900, 700)) as window:
        frame = await town.show(window, bob)
        await window.page.wait_for_function("globalThis.block !== undefined")
        await window.page.evaluate("globalThis.block()")
        await sees(frame, "Element n’a pas dit qui vous êtes.")


async def test_who_is_not_in_the_room_sees_nothing(town: Town, chromium: Browser) -> None:
    carol, dave = await town.person("carol"), await town.person("dave")
    room = await town.room_of(carol)
    async with open_window(chromium, (900, 700)) as window:
        frame = await town.show(window, dave, room)
        await town.allow(window)
        await sees(frame, "Vous n’êtes plus dans cette conversation")


async def test_a_removed_member_s_open_page_closes(town: Town, chromium: Browser) -> None:
    erin = await town.person("erin")
    room = await town.room_of(erin)
    async with open_window(chromium, (900, 700)) as window:
        frame = await town.show(window, erin, room)
        await town.allow(window)
        await sees(frame, "FICTIF Erin")
        await erin.leave(room)
        publishing = asyncio.create_task(_keep_changing(town, topic_of(KEYS, erin.user_id)))
        try:
            await sees(frame, "Vous n’êtes plus dans cette conversation")
            await expect(frame.get_by_text("FICTIF Erin")).to_have_count(0)
        finally:
            publishing.cancel()


async def _keep_changing(town: Town, topic: str) -> None:
    """Who is in a room is remembered for three seconds."""
    while True:
        town.house.publish(topic)
        await asyncio.sleep(0.5)


async def test_a_site_that_is_not_ours_to_show_us_gets_nothing(
    town: Town, chromium: Browser
) -> None:
    frank = await town.person("frank")
    async with other_site(element_files()) as evil, open_window(chromium) as window:
        await town.show(window, frank, site=evil, claims=f"{town.element}/")
        await window.page.wait_for_load_state("networkidle")
        await refused_frame(window.page)
        assert not await window.page.evaluate("'allow' in globalThis")
        window.faults.clear()  # the browser says that it refused


async def test_a_client_that_lies_about_its_address_is_not_heard(
    town: Town, chromium: Browser
) -> None:
    grace = await town.person("grace")
    async with open_window(chromium, (900, 700)) as window:
        frame = await town.show(window, grace, claims="https://evil.example/")
        await sees(frame, "Cette page ne s’affiche pas dans cette application.")
        assert not await window.page.evaluate("'allow' in globalThis")


async def test_another_window_is_not_taken_for_element(town: Town, chromium: Browser) -> None:
    """A page that was opened by a hostile one, with an address that says that it is a widget."""
    heidi = await town.person("heidi")
    files = {
        "/": ("text/html", '<button onclick="w = window.open(location.hash.slice(1))">x</button>')
    }
    async with other_site(files) as evil, open_window(chromium) as window:
        target = f"{town.house.url}/pages/session?widgetId=w&parentUrl={quote(town.element)}"
        await window.page.goto(f"{evil}/#{target}")
        async with window.context.expect_page() as opened:
            await window.page.get_by_text("x").click()
        page = await opened.value
        await expect(page.get_by_text("Page fermée")).to_be_visible()
        # The browser parts them: nothing that is said from there gets through.
        await window.page.wait_for_function("w.closed")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        said = {"api": "toWidget", "requestId": "1", "widgetId": "w"}
        data = {"state": "allowed", **await heidi.openid()}
        await page.evaluate(
            """(said) => new Promise((done) => {
              addEventListener("message", () => done(true));
              postMessage(said, "*");
            })""",
            {**said, "action": "openid_credentials", "data": data},
        )
        await page.wait_for_timeout(500)
        await expect(page.get_by_text("FICTIF Heidi")).to_have_count(0)
        assert not [url for url in asked if "/api/enter/widget" in url]
