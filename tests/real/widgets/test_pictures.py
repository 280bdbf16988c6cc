"""The pages as people see them, kept in docs/pages: taken again when what is seen has changed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.docs.pictures import PICTURES, SCHEMES, WIDTHS, keep, picture_of
from tests.real.widgets.neighbourhood import Neighbourhood, open_neighbourhood
from tests.real.widgets.scenes import SCENES, Scene, show
from tests.real.widgets.window import open_window

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module")
async def place(tmp_path: Path) -> AsyncIterator[Neighbourhood]:
    """The neighbourhood as it always is at that moment."""
    async with open_neighbourhood(tmp_path) as found:
        yield found


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_each_page_is_pictured(place: Neighbourhood, chromium: Browser, scene: Scene) -> None:
    taken = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            name = picture_of(scene.name, width, scheme)
            async with open_window(
                chromium, (width, 800), color_scheme=scheme, reduced_motion="reduce"
            ) as window:
                await show(place, window, scene, scene.busy, scene.full)
                await window.page.evaluate("document.fonts.ready.then(() => true)")
                # As high as the page: what sticks to the bottom of the screen is at its bottom.
                height = await window.page.evaluate("document.documentElement.scrollHeight")
                await window.page.set_viewport_size({"width": width, "height": height})
                keep(await window.page.screenshot(full_page=True, scale="css"), name)
            place.forget_pages(scene.busy)
            taken.append(name)
    assert set(taken) <= set(PICTURES)
    assert {scene.name for scene in SCENES} == {name.partition("-")[0] for name in PICTURES}
