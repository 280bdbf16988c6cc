"""Inside Element: one touch goes to the conversation by Element itself, if the person lets it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from care.access.act import RoomKind
from care.circles.model import Newcomer
from care.circles.opening import Subject, open_circle
from care.circles.rooms import want_room
from care.consent.model import Ground
from care.runtime.rooms import bind_room
from tests.ports import free_port
from tests.real.servers import running_homeserver
from tests.real.widgets.element import element_files
from tests.real.widgets.elsewhere import NAME, other_site
from tests.real.widgets.people import Person, arrive
from tests.real.widgets.test_element import Town
from tests.real.widgets.window import open_window
from tests.widgets.circles import identity
from tests.widgets.house import ASSISTANT, SERVER, open_house
from widgets.engine.membership import AssistantsRooms
from widgets.engine.shell import load_shell

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
TEMPLATE = "/pages/patients#/?theme=$org.matrix.msc2873.client_theme&roomId=$matrix_room_id"
NAVIGATE = "org.matrix.msc2931.navigate"
_DRIVER = """async validateCapabilities(asked) {
    globalThis.asked = [...asked];
    return new Set(globalThis.lets ? asked : []);
  }
  async navigate(uri) { globalThis.went = uri; }"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """A homeserver, pages, and an Element that can go to rooms."""
    folder, port = tmp_path_factory.mktemp("town"), free_port()
    files = element_files()
    kind, text = files["/"]
    files["/"] = kind, text.replace("async validateCapabilities() { return new Set(); }", _DRIVER)
    clients = [f"http://{NAME}:{port}"]
    async with running_homeserver(folder / "synapse", server_name=SERVER) as server:
        assistant = await arrive(server, "assistant")
        rooms = AssistantsRooms(server.url, [lambda: assistant.credentials.access_token])
        house = open_house(
            folder, clients=clients, homeserver=server.url, shell=load_shell(), membership=rooms
        )
        async with house as found, other_site(files, port) as element:
            yield Town(server, found, element, assistant)


def circle_of(town: Town, person: Person) -> str:
    """The room of a circle that `person` is in."""
    with town.house.units.unit(f"circle of {person.user_id}") as work:
        who = identity("EXEMPLE", "JEANNE", 1 + len(person.user_id))
        newcomer = Newcomer(person.user_id, Ground.CHOSEN_BY_PATIENT)
        circle = open_circle(work, person.user_id, Subject(identity=who), [newcomer]).circle
        room = want_room(work.connection, circle.id, RoomKind.CIRCLE)
        bind_room(work.connection, ASSISTANT, room.key, f"!room-{circle.id}", step_back=False)
    return f"!room-{circle.id}"


@pytest.mark.parametrize("lets", [True, False])
async def test_element_goes_there_when_it_may(town: Town, chromium: Browser, lets: bool) -> None:
    alice = await town.person(f"alice{int(lets)}")
    room = circle_of(town, alice)
    async with open_window(chromium, (900, 700)) as window:
        frame = await town.show(window, alice, url=town.house.url + TEMPLATE)
        await town.allow(window)
        await expect(frame.get_by_text("EXEMPLE Jeanne").first).to_be_visible(timeout=60_000)
        assert await window.page.evaluate("globalThis.asked ?? []") == []
        await window.page.evaluate(f"globalThis.lets = {str(lets).lower()}")
        touched = frame.get_by_role("link", name="Écrire au cercle")
        if lets:
            await touched.click()
            await window.page.wait_for_function("globalThis.went !== undefined")
            went = await window.page.evaluate("globalThis.went")
            assert went == f"https://matrix.to/#/{room}?via={SERVER}"
        else:  # the browser goes there, outside Element
            async with window.context.expect_page():
                await touched.click()
        assert await window.page.evaluate("globalThis.asked") == [NAVIGATE]
