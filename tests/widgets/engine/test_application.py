"""Where everything is, under the prefix; the front page beside it keeps its own rules."""

from __future__ import annotations

from tests.widgets.front import BrowserFront
from tests.widgets.house import House


async def test_pages_are_the_same_document_wherever_they_are(
    house: House, browser: BrowserFront
) -> None:
    for path in ("session", "circle/4fA_-9"):
        async with browser.http.get(f"{house.url}/pages/{path}") as got:
            assert (got.status, got.content_type) == (200, "text/html")


async def test_what_a_page_must_know_before_anybody_is_known(
    house: House, browser: BrowserFront
) -> None:
    async with browser.http.get(f"{house.url}/pages/api/configuration") as got:
        assert await got.json() == {"territory": "CPTS d’Essai", "clients": []}


async def test_the_front_page_may_still_be_shown_nowhere_and_run_nothing(
    house: House, browser: BrowserFront
) -> None:
    async with browser.http.get(f"{house.url}/") as got:
        assert "script-src" not in got.headers["Content-Security-Policy"]


async def test_paths_lead_nowhere_else(house: House, browser: BrowserFront) -> None:
    for path in ("../engine/fr.ftl", "assets/..%2f..%2fwiring.py", ".env"):
        async with browser.http.get(f"{house.url}/pages/{path}") as got:
            assert got.status == 404, path
