"""How long people wait for a page, and for what they tap, on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from playwright.async_api import Browser

from tests.bench.pages.contestants import (
    Contestant,
    bare_page,
    element_web,
    new_context,
    our_page,
)
from tests.bench.pages.phone import CPU, Load, Tap, phone
from tests.bench.results import Sheet, median
from tests.real.widgets.window import open_chromium

FIRST = f"first load, CPU ÷ {CPU}, slow 4G"
AGAIN = f"coming back, CPU ÷ {CPU}, slow 4G"
TAPS = f"from tap to paint, CPU ÷ {CPU}"
OURS, BARE, ELEMENT = "Cercle", "bare document", "Element Web"


async def measure(
    folder: Path, sheet: Sheet, rounds: int, taps: int, *, with_element: bool = True
) -> None:
    """Note everything of everybody, in turn and in the same run."""
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(open_chromium())
        ours = await stack.enter_async_context(our_page(folder))
        bare = await stack.enter_async_context(bare_page(browser, ours))
        everybody = [ours, bare]
        if with_element:
            everybody.append(await stack.enter_async_context(element_web(folder)))
        await _first(browser, everybody, sheet, rounds)
        for contestant in everybody:
            await _again(browser, contestant, sheet, rounds, taps)


async def _first(
    browser: Browser, everybody: Sequence[Contestant], sheet: Sheet, rounds: int
) -> None:
    loads: dict[str, list[Load]] = {one.title: [] for one in everybody}
    for _ in range(rounds):
        for one in everybody:
            context = await new_context(browser)
            async with phone(context, one.usable) as handset:
                loads[one.title].append(await handset.load(one.first()))
            await context.close()
    for title, found in loads.items():
        _note(sheet, FIRST, title, found)


async def _again(browser: Browser, one: Contestant, sheet: Sheet, rounds: int, taps: int) -> None:
    context = await new_context(browser)
    await one.settle(context)
    found, tapped = [], []
    for _ in range(rounds):
        async with phone(context, one.usable_again) as handset:
            found.append(await handset.load(one.again))
            await handset.page.wait_for_timeout(1_000)
            tapped += [await one.tap(handset, number) for number in range(taps)]
    await context.close()
    _note(sheet, AGAIN, one.title, found)
    _note_taps(sheet, one.title, tapped)


def _note(sheet: Sheet, name: str, title: str, loads: Sequence[Load]) -> None:
    sheet.add(
        name,
        title,
        "ms",
        usable=median([load.usable for load in loads]),
        first_pixels=median([load.first for load in loads]),
        taps_blocked=median([load.blocked for load in loads]),
        kB=median([load.kilobytes for load in loads]),
        requests=median([float(load.requests) for load in loads]),
    )


def _note_taps(sheet: Sheet, title: str, taps: Sequence[Tap]) -> None:
    sheet.add(
        TAPS,
        title,
        "ms",
        answer=median([tap.answered for tap in taps]),
        slowest_answer=max(tap.answered for tap in taps),
        INP=max(tap.slowest for tap in taps),
    )
