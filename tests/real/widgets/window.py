"""Real browser windows on our pages."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

CHROMIUM = "/usr/bin/chromium"
expect.set_options(timeout=60_000)  # a busy machine is no failure
PHONE, TABLET, DESK = (390, 844), (820, 1180), (1280, 800)


@dataclass
class Window:
    """A tab in a browser of its own, and all that went wrong in it."""

    page: Page
    context: BrowserContext
    faults: list[str] = field(default_factory=list)

    async def sees(self, text: str) -> None:
        """Until `text` is shown."""
        await expect(self.page.get_by_text(text).first).to_be_visible()

    async def misses(self, text: str) -> None:
        """Until `text` is not shown."""
        await expect(self.page.get_by_text(text)).to_have_count(0)

    async def press(self, name: str) -> None:
        """Press the button called `name`."""
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def name_this_browser(self, text: str) -> None:
        """Give the only page of the list a name."""
        await self.page.get_by_role("button", name="Nommer").first.click()
        await self.page.get_by_label("Nom de ce navigateur").fill(text)
        await self.press("Enregistrer")


@asynccontextmanager
async def open_chromium() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def open_window(
    browser: Browser, size: tuple[int, int] = PHONE, **options: Any
) -> AsyncIterator[Window]:
    """A window that was never here; a script that fails in it fails the test."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="fr-FR",
        timezone_id="Europe/Paris",
        **options,
    )
    context.set_default_timeout(60_000)
    page = await context.new_page()
    window = Window(page, context)
    page.on("pageerror", lambda error: window.faults.append(str(error)))
    page.on("dialog", lambda dialog: window.faults.append(f"dialog: {dialog.message}"))
    page.on("console", lambda line: _note_refusal(window, line.text))
    try:
        yield window
        assert window.faults == [], window.faults
    finally:
        await context.close()


def _note_refusal(window: Window, line: str) -> None:
    if "Content Security Policy" in line or "TrustedScript" in line:
        window.faults.append(line)


async def refused_frame(page: Page) -> None:
    """Until the browser has refused to show the page that is framed in this one."""
    async with asyncio.timeout(90):
        while not (page.frames[1:] and page.frames[1].url.startswith("chrome-error:")):
            await asyncio.sleep(0.05)


async def picture(page: Page, name: str) -> None:
    """Keep what the page looks like, if somebody asked where."""
    folder = os.environ.get("CERCLE_PICTURES")
    if folder:
        await page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
