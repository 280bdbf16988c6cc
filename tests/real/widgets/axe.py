"""What axe-core, the judge of accessibility, says of a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.async_api import Page

from tests.real.js.install import install

_HERE = Path(__file__).resolve().parent


@cache
def _source() -> str:
    install(_HERE)
    return (_HERE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


async def complaints(page: Page) -> list[str]:
    """What axe-core has against the page as it is, each with the markup concerned.

    The window must bypass the page's policy, that lets no other script in.
    """
    if not await page.evaluate("'axe' in globalThis"):
        await page.evaluate(f"() => {{ {_source()}; }}")
    found = await page.evaluate("async () => (await axe.run(document)).violations")
    return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found]
