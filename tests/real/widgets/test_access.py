"""For everybody: a keyboard, a screen reader, large letters, a small screen."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from tests.real.widgets.axe import complaints
from tests.real.widgets.window import DESK, PHONE, Window, open_window, picture
from tests.widgets.house import ALICE, NAMES, House

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
LONG = "Ordinateur de la salle de soins du deuxième étage, près de la fenêtre"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_in_any_state(house: House, chromium: Browser, scheme: str) -> None:
    async with open_window(chromium, color_scheme=scheme, bypass_csp=True) as window:
        await window.page.goto(f"{house.url}/pages/session")
        await window.sees("Page fermée")
        assert await complaints(window.page) == []
        await window.page.get_by_label("Ou collez ici le lien reçu").fill(house.link())
        await window.press("Ouvrir")
        await window.sees(NAMES[ALICE])
        assert await complaints(window.page) == []
        await window.name_this_browser(LONG)
        await window.press("Déconnecter toutes mes pages")
        await window.press("Faire sonner")
        await window.sees("Verrouillez votre téléphone")
        assert await complaints(window.page) == []
        await window.context.set_offline(True)
        await window.name_this_browser("x")
        await window.sees("en attente d’envoi")
        assert await complaints(window.page) == []
        await window.context.set_offline(False)


async def test_everything_can_be_done_by_keyboard(house: House, window: Window) -> None:
    await window.page.goto(house.link())
    await window.sees("Cette page")
    keys = window.page.keyboard
    await keys.press("Tab")
    await expect(window.page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    await keys.press("Enter")
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(window.page.get_by_label("Nom de ce navigateur")).to_be_focused()
    await keys.type("Cabinet")
    await keys.press("Enter")
    rename = window.page.get_by_role("button", name="Nommer « Cabinet »")
    await expect(rename).to_be_focused()
    await keys.press("Enter")
    await keys.press("Escape")
    await expect(rename).to_be_focused()
    await keys.press("Tab")
    await keys.press("Tab")
    await keys.press("Enter")
    await window.sees("Verrouillez votre téléphone")
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(window.page.get_by_role("button", name="Annuler")).to_be_focused()
    await keys.press("Enter")
    await expect(
        window.page.get_by_role("button", name="Déconnecter toutes mes pages")
    ).to_be_focused()


async def test_what_has_the_focus_is_seen(house: House, window: Window) -> None:
    await window.page.goto(house.link())
    await window.sees("Cette page")
    for _ in range(3):
        await window.page.keyboard.press("Tab")
        width = await window.page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert width == "3px"


@pytest.mark.parametrize("width", [195, 320, 640])
async def test_letters_twice_as_large_need_no_sideways_scrolling(
    house: House, chromium: Browser, width: int
) -> None:
    """A phone at 200 %, a desk at 400 % and at 200 %."""
    async with open_window(chromium, (width, 500), device_scale_factor=2) as window:
        await window.page.goto(house.link())
        await window.sees(NAMES[ALICE])
        await window.name_this_browser(LONG.replace(" ", "_"))
        await window.sees("Ordinateur_de_la_salle")
        assert await window.page.evaluate("document.documentElement.scrollWidth") <= width
        await picture(window.page, f"zoom-{width}")


@pytest.mark.parametrize("size", [PHONE, DESK])
async def test_fingers_find_every_button(
    house: House, chromium: Browser, size: tuple[int, int]
) -> None:
    async with open_window(chromium, size) as window:
        await window.page.goto(house.link())
        await window.sees("Cette page")
        boxes = [await one.bounding_box() for one in await window.page.get_by_role("button").all()]
        assert len(boxes) >= 4
        assert [box for box in boxes if box is None or box["height"] < 44] == []
