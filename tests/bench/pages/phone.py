"""A middling phone on a middling network, and what a page costs on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import BrowserContext, CDPSession, Page

# What Lighthouse calls a mid-tier phone on slow 4G: 150 ms of latency, 1.6 Mbit/s down, 0.75 up.
CPU = 4
_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
# Notes when the first pixels are painted, when SELECTOR is, and what blocked taps until then.
_WATCH = """(() => {
  const found = globalThis.__found = {first: 0, usable: 0, blocked: 0, slowest: 0};
  new PerformanceObserver((list) => {
    for (const one of list.getEntries())
      if (one.name === "first-contentful-paint") found.first = one.startTime;
  }).observe({type: "paint", buffered: true});
  new PerformanceObserver((list) => {
    for (const one of list.getEntries())
      if (found.usable === 0 || one.startTime < found.usable)
        found.blocked += Math.max(0, one.duration - 50);
  }).observe({type: "longtask", buffered: true});
  new PerformanceObserver((list) => {
    for (const one of list.getEntries())
      if (one.interactionId > 0) found.slowest = Math.max(found.slowest, one.duration);
  }).observe({type: "event", durationThreshold: 16});
  const shown = (selector) => [...document.querySelectorAll(selector)].some((one) =>
    one.checkVisibility());
  globalThis.__painted = (selector, done) => {
    const look = () => shown(selector)
      ? requestAnimationFrame(() => setTimeout(() => done(performance.now())))
      : requestAnimationFrame(look);
    look();
  };
  globalThis.__painted(SELECTOR, (at) => { found.usable = at; });
  globalThis.__done = new Promise((done) => {
    const look = () => found.usable > 0 && found.first > 0 ? done(found) : setTimeout(look, 100);
    look();
  });
})()"""
_FOUND = "globalThis.__found"


@dataclass(frozen=True, slots=True)
class Load:
    """Milliseconds from navigation to first pixels and to what is wanted, how long taps would have
    waited meanwhile, and kilobytes and requests over the network.
    """

    first: float
    usable: float
    blocked: float
    kilobytes: float
    requests: int


@dataclass(frozen=True, slots=True)
class Tap:
    """Milliseconds from a tap to what it asked for, painted; and what browsers call INP."""

    answered: float
    slowest: float


@asynccontextmanager
async def phone(context: BrowserContext, usable: str, cpu: float = CPU) -> AsyncIterator[Handset]:
    """A tab as on a phone; a page is usable once something that `usable` selects is painted."""
    page = await context.new_page()
    wire = await context.new_cdp_session(page)
    await wire.send("Network.enable")
    await wire.send("Network.emulateNetworkConditions", _NETWORK)
    await wire.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    await page.add_init_script(_WATCH.replace("SELECTOR", repr(usable)))
    try:
        yield Handset(page, wire)
    finally:
        await page.close()


class Handset:
    """A tab that is measured."""

    def __init__(self, page: Page, wire: CDPSession) -> None:
        self.page = page
        self._bytes = self._requests = 0
        wire.on("Network.loadingFinished", self._finished)

    async def load(self, url: str) -> Load:
        """Go there."""
        self._bytes = self._requests = 0
        await self.page.goto(url, timeout=180_000, wait_until="commit")
        found = await self.page.evaluate("globalThis.__done")
        return Load(
            found["first"],
            found["usable"],
            found["blocked"],
            self._bytes / 1000,
            self._requests,
        )

    async def tap(self, where: str, answer: str, number: int = 0) -> Tap:
        """Tap what `where` selects (the first, or that number) until `answer` is painted."""
        await self.page.locator(where).nth(number).wait_for(state="visible")
        await self.page.evaluate(
            f"""(answer) => {{
              {_FOUND}.slowest = 0;
              globalThis.__answered = new Promise((done) => {{
                addEventListener("pointerdown", (event) => {{
                  globalThis.__painted(answer, (at) => done(at - event.timeStamp));
                }}, {{capture: true, once: true}});
              }});
            }}""",
            answer,
        )
        await self.page.locator(where).nth(number).click(timeout=60_000)
        answered = await self.page.evaluate("globalThis.__answered")
        # The browser reports an interaction a frame or two after it painted it.
        await self.page.wait_for_timeout(150)
        slowest = await self.page.evaluate(f"{_FOUND}.slowest")
        return Tap(answered, slowest)

    def _finished(self, told: dict[str, float]) -> None:
        self._bytes += int(told["encodedDataLength"])
        self._requests += 1
