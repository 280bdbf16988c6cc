"""Our page in the real Element Web: pinned in a room, opened by a member who lets it know them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.async_api import Browser, Page, expect

from care.accounts.model import Account, AccountKind
from care.accounts.store import save_account
from care.matrix.http import MatrixHttp, path
from tests.ports import free_port
from tests.real.element.build import is_built
from tests.real.element.serving import NAME, log_in, running_element
from tests.real.servers import running_homeserver
from tests.real.widgets.people import Person, arrive
from tests.real.widgets.window import DESK, open_window, picture
from tests.widgets.house import SERVER, open_house
from widgets.engine.membership import AssistantsRooms
from widgets.engine.shell import load_shell

pytestmark = [
    pytest.mark.real,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(900),
    pytest.mark.skipif(not is_built(), reason="first: python -m tests.real.element.build"),
]
TEMPLATE = "/pages/session#/?theme=$org.matrix.msc2873.client_theme&roomId=$matrix_room_id"


async def _pin(assistant: Person, room: str, url: str) -> None:
    """Put the page in the room, as an assistant does for everybody."""
    widget = {
        "id": "cercle-session",
        "type": "m.custom",
        "name": "Ma session",
        "url": url + TEMPLATE,
        "creatorUserId": assistant.user_id,
        "data": {},
        "waitForIframeLoad": False,
    }
    http = MatrixHttp(assistant.server.url, assistant.credentials.access_token)
    try:
        where = path("rooms", room, "state", "im.vector.modular.widgets", "cercle-session")
        await http.request("PUT", where, widget)
    finally:
        await http.close()


async def _open_widget(page: Page, element: str, room: str) -> None:
    """Open the page from the room's information, and say yes to showing it."""
    await page.goto(f"{element}/#/room/{quote(room)}")
    await page.locator(".mx_RightPanel_roomSummaryButton").click()
    await page.get_by_text("Ma session", exact=True).first.click()
    await page.get_by_text("L’utilisation de ce widget pourrait partager").wait_for()
    await page.get_by_role("button", name="Continuer", exact=True).last.click()


async def test_a_page_opens_inside_element_to_whom_element_says(
    chromium: Browser, tmp_path: Path
) -> None:
    port = free_port()
    async with (
        running_homeserver(tmp_path / "synapse", server_name=SERVER, room_version="11") as server,
        running_element(server, port) as element,
        open_window(chromium, DESK) as window,
    ):
        assistant, alice = await arrive(server, "assistant"), await arrive(server, "alice2")
        rooms = AssistantsRooms(server.url, [lambda: assistant.credentials.access_token])
        clients = [f"http://{NAME}:{port}"]
        async with open_house(
            tmp_path, clients=clients, homeserver=server.url, shell=load_shell(), membership=rooms
        ) as house:
            with house.database.begin() as connection:
                shown = "FICTIF Alice – médecin"
                account = Account(alice.user_id, AccountKind.PROFESSIONAL, shown)
                save_account(connection, account)
            room = await assistant.open_room(alice.user_id)
            await alice.join(room)
            await _pin(assistant, room, house.url)
            page = window.page
            await log_in(page, element, "alice2")
            await _open_widget(page, element, room)
            await page.get_by_role("button", name="Autoriser").click()
            inside = page.frame_locator("iframe")
            await expect(inside.get_by_text(shown).first).to_be_visible()
            await expect(inside.get_by_text("dans Element").first).to_be_visible()
            assert await page.locator("iframe").count() == 1
            cookies = await window.context.cookies(house.url)
            assert cookies == [], "nothing of ours stays in the browser"
            await picture(page, "element-web")
            await inside.get_by_role("button", name="Déconnecter toutes mes pages").click()
            await inside.get_by_role("button", name="Oui, déconnecter").click()
            await expect(inside.get_by_text("Page fermée")).to_be_visible()
            await expect(inside.get_by_text(shown)).to_have_count(0)
        # Element's own troubles are not ours to judge.
        window.faults.clear()
