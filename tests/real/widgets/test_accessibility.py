"""Every page, in every state, size and scheme: axe-core, large letters, no motion, few colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.real.widgets.axe import complaints
from tests.real.widgets.neighbourhood import Neighbourhood, open_neighbourhood
from tests.real.widgets.reading import Asking, cut_texts, focus_is_lost, harmless, names, tab_round
from tests.real.widgets.scenes import SCENES, Scene, show, states
from tests.real.widgets.window import DESK, PHONE, TABLET, open_window

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]
each_page = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Neighbourhood]:
    """People with much, little and nothing to do."""
    folder: Path = tmp_path_factory.mktemp("neighbourhood")
    async with open_neighbourhood(folder) as found:
        yield found


@each_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_in_any_state_at_any_size(
    place: Neighbourhood, chromium: Browser, scene: Scene, scheme: str
) -> None:
    found = {}
    async with open_window(chromium, color_scheme=scheme, bypass_csp=True) as window:
        async for state in states(place, window, scene):
            for size in (PHONE, TABLET, DESK):
                await window.page.set_viewport_size({"width": size[0], "height": size[1]})
                found[state, size[0]] = await complaints(window.page)
    assert len(found) >= 9
    assert {where: what for where, what in found.items() if what} == {}


# 320 CSS pixels; a desk zoomed at 200 %; a phone whose letters, or all, are twice as large.
_ENLARGED = ((320, "100%"), (640, "100%"), (390, "200%"), (195, "100%"))


@each_page
async def test_nothing_is_cut_nor_scrolls_sideways(
    place: Neighbourhood, chromium: Browser, scene: Scene
) -> None:
    found = {}
    async with open_window(chromium) as window:
        async for state in states(place, window, scene):
            for width, letters in _ENLARGED:
                await window.page.set_viewport_size({"width": width, "height": 600})
                await window.page.evaluate(f"document.documentElement.style.fontSize = '{letters}'")
                wide = await window.page.evaluate("document.documentElement.scrollWidth")
                cut = await cut_texts(window.page)
                if wide > width or cut:
                    found[state, width, letters] = (wide, cut)
            await window.page.evaluate("document.documentElement.style.fontSize = ''")
    assert found == {}


@each_page
async def test_a_keyboard_reaches_everything_and_shows_where_it_is(
    place: Neighbourhood, chromium: Browser, scene: Scene
) -> None:
    async with open_window(chromium, DESK) as window:
        await show(place, window, scene, scene.busy, scene.full)
        stops = await tab_round(window.page)
        assert stops.unreached == []
        assert stops.hidden == []
        assert stops.in_order, "the order of the keyboard is that of the page"


@each_page
async def test_a_screen_reader_has_a_different_name_for_each_thing(
    place: Neighbourhood, chromium: Browser, scene: Scene
) -> None:
    async with open_window(chromium) as window:
        await show(place, window, scene, scene.busy, scene.full)
        found = await names(window.page)
        acts = Counter(name for role, name in found if role in {"button", "textbox", "checkbox"})
        assert acts
        assert [name for name, count in acts.items() if count > 1 or not name] == []
        heads = [name for role, name in found if role == "heading 1"]
        assert len(heads) == 1
        assert {"banner", "main"} <= {role for role, _ in found}
        title = await window.page.title()
        assert title.startswith(heads[0]) or scene.of_circle, title


@each_page
async def test_nothing_moves_for_who_asked_for_rest(
    place: Neighbourhood, chromium: Browser, scene: Scene
) -> None:
    async with open_window(chromium, reduced_motion="reduce") as window:
        async for state in states(place, window, scene):
            assert await window.page.evaluate("document.getAnimations().length") == 0, state


@each_page
async def test_forced_colours_keep_edges_and_focus(
    place: Neighbourhood, chromium: Browser, scene: Scene
) -> None:
    async with open_window(chromium, DESK, forced_colors="active") as window:
        await show(place, window, scene, scene.busy, scene.full)
        bare = await window.page.evaluate(
            """() => [...document.querySelectorAll("button, input, select, textarea")]
              .filter((one) => one.checkVisibility())
              .filter((one) => !["checkbox", "radio"].includes(one.type))
              .filter((one) => parseFloat(getComputedStyle(one).borderTopWidth) < 1)
              .map((one) => one.outerHTML)"""
        )
        assert bare == []
        assert (await tab_round(window.page)).hidden == []


@each_page
async def test_fingers_find_everything(
    place: Neighbourhood, chromium: Browser, scene: Scene
) -> None:
    """24 CSS pixels at least for what is in a sentence or a list, 44 for buttons (WCAG 2.5.8)."""
    async with open_window(chromium) as window:
        await show(place, window, scene, scene.busy, scene.full)
        small = await window.page.evaluate(
            """() => [...document.querySelectorAll("main button, main a, main input, main select")]
              .filter((one) => one.checkVisibility())
              .map((one) => [one.outerHTML, (one.closest("label") ?? one).getBoundingClientRect(),
                one.matches("a, [type=checkbox], [type=radio]") ? 24 : 44])
              .filter(([, box, least]) => box.height < least || box.width < 24)
              .map(([html]) => html)"""
        )
        assert small == []


@each_page
async def test_the_focus_is_never_lost(
    place: Neighbourhood, chromium: Browser, scene: Scene
) -> None:
    """Whatever is pressed, the keyboard goes on from there and not from the top of the page."""
    async with open_window(chromium, DESK) as window:
        await show(place, window, scene, scene.busy, scene.full)
        lost, asking = [], Asking(window.page)
        for name in await harmless(window.page):
            button = window.page.get_by_role("button", name=name, exact=True).first
            if not await button.count():
                continue  # another act put it away
            await button.focus()
            await window.page.keyboard.press("Enter")
            await window.page.wait_for_timeout(250)
            await asking.wait_answered()
            if await focus_is_lost(window.page):
                lost.append(name)
            await window.page.keyboard.press("Escape")
        assert lost == []
