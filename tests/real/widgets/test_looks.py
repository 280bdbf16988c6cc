"""What pages look like on a phone, a tablet and a desk, light and dark, in each state."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from tests.real.widgets.window import DESK, PHONE, TABLET, open_window, picture
from tests.widgets.front import new_browser
from tests.widgets.house import ALICE, NAMES, House

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
DARK, LIGHT = "rgb(16, 19, 23)", "rgb(255, 255, 255)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, TABLET, DESK], ids=lambda size: str(size[0]))
async def test_my_session(
    house: House, chromium: Browser, size: tuple[int, int], scheme: str
) -> None:
    name = f"{size[0]}-{scheme}"
    async with (
        new_browser(house.url) as elsewhere,
        open_window(chromium, size, color_scheme=scheme) as window,
    ):
        await elsewhere.enter(house.secret())
        await window.page.goto(house.link())
        await window.sees("2 pages ouvertes")
        await picture(window.page, f"session-{name}")
        ground = await window.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == (DARK if scheme == "dark" else LIGHT)
        await window.context.set_offline(True)
        await window.name_this_browser("Ordinateur de la salle de soins, deuxième étage, à gauche")
        await window.press("Déconnecter toutes mes pages")
        await window.press("Faire sonner")
        await window.sees("Le serveur ne répond pas.")
        await picture(window.page, f"session-offline-{name}")
        await window.context.set_offline(False)
        await window.misses("en attente d’envoi")
        await window.press("Oui, déconnecter")
        await window.sees("Page fermée")
        await picture(window.page, f"closed-{name}")
        assert NAMES[ALICE] not in await window.page.content()
