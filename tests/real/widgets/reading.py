"""How people who do not see the page, or do not point at it, find their way in it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from playwright.async_api import Page, Request
from playwright.async_api import TimeoutError as TookTooLong

_CUT = """() => {
  const cut = [];
  for (const one of document.querySelectorAll("body *")) {
    const unseen = one.matches(".skip, .unseen, .notice:empty, .mark:empty");
    if (unseen || !one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    const clips = style.overflowX !== "visible" || style.textOverflow === "ellipsis";
    const more = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
    const hidden = clips && more && !one.matches("input, textarea, select");
    const box = one.getBoundingClientRect();
    const out = one.childElementCount === 0 && one.textContent.trim() !== "" &&
      (box.right > document.documentElement.clientWidth + 1 || box.left < -1);
    if (hidden || out) cut.push(one.outerHTML.slice(0, 200));
  }
  return cut;
}"""
_STOPS = """() => [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0)
  .map((one, index) => { one.dataset.stop = String(index); return one.outerHTML.slice(0, 160); })"""
_HERE = """() => {
  const one = document.activeElement;
  if (one === null || one.dataset.stop === undefined) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const seen = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none";
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return {stop: Number(one.dataset.stop), seen: seen && inside, html: one.outerHTML.slice(0, 160)};
}"""
_HARMLESS = """() => [...document.querySelectorAll("main button")]
  .filter((one) => one.checkVisibility() && !one.matches(".danger, [aria-disabled=true]"))
  .map((one) => one.ariaLabel ?? one.innerText)
  .filter((name) => !/^(Imprimer|Télécharger)/.test(name))"""
_LINE = re.compile(r'^\s*- ["\']?(?P<role>[a-z]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?P<marks>[^:]*)')
_LEVEL = re.compile(r"\[level=(\d)\]")


@dataclass(frozen=True)
class Round:
    """The page gone through by the Tab key."""

    unreached: list[str]
    hidden: list[str]
    in_order: bool


class Asking:
    """What a page asks of its server and was not answered yet; to listen is no question."""

    def __init__(self, page: Page) -> None:
        self._asked: set[Request] = set()
        page.on("request", self._note)
        page.on("requestfinished", self._forget)
        page.on("requestfailed", self._forget)

    async def wait_answered(self) -> None:
        """Until nothing waits for an answer."""
        async with asyncio.timeout(90):
            while self._asked:
                await asyncio.sleep(0.05)

    def _note(self, request: Request) -> None:
        if "/api/" in request.url and not request.url.endswith("/watch"):
            self._asked.add(request)

    def _forget(self, request: Request) -> None:
        self._asked.discard(request)


async def focus_is_lost(page: Page) -> bool:
    """Whether the focus is on nothing, and does not come to anything."""
    try:
        await page.wait_for_function("document.activeElement !== document.body", timeout=5_000)
    except TookTooLong:
        return True
    return False


async def tab_round(page: Page) -> Round:
    """Press Tab until the page has been gone through, and say what was not found, or not seen."""
    await page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    stops = await page.evaluate(_STOPS)
    reached: list[int] = []
    hidden = []
    for _ in range(len(stops) + 2):
        await page.keyboard.press("Tab")
        here = await page.evaluate(_HERE)
        if here is None or here["stop"] in reached:
            continue
        reached.append(here["stop"])
        if not here["seen"]:
            hidden.append(here["html"])
    unreached = [html for index, html in enumerate(stops) if index not in reached]
    return Round(unreached, hidden, reached == sorted(reached))


async def names(page: Page) -> list[tuple[str, str]]:
    """What a screen reader is told of the page: roles (headings with their level), and names."""
    told = await page.locator("body").aria_snapshot()
    found = []
    for line in told.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        level = _LEVEL.search(match["marks"])
        found.append(
            (f"{match['role']} {level[1]}" if level else match["role"], match["name"] or "")
        )
    return found


async def harmless(page: Page) -> list[str]:
    """The names of the buttons that end nothing and leave for no other program."""
    found: list[str] = await page.evaluate(_HARMLESS)
    return found


async def cut_texts(page: Page) -> list[str]:
    """The markup of texts that do not fit where they are."""
    found: list[str] = await page.evaluate(_CUT)
    return found
