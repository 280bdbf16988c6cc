"""A file goes to whoever may see it, as bytes, and anything else is a refusal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from care.runtime.clock import ManualClock
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from tests.widgets.front import BrowserFront, new_browser
from tests.widgets.house import ALICE, BOB, House, open_house
from widgets.engine.page import Attached, Fetching, Page, Who
from widgets.engine.view import Form

SVG = b"<svg onload='alert(1)'/>"


class _Form(Form):
    name: str


def _file(_work: UnitOfWork, who: Who, form: _Form) -> Attached:
    if who.user_id != ALICE:
        raise Refusal("topic-refused")
    return Attached(f"é\r\n{form.name}", "image/svg+xml", SVG)


@pytest_asyncio.fixture
async def papers(tmp_path: Path, clock: ManualClock) -> AsyncIterator[House]:
    """A page with a file."""
    page = Page(name="papers", calls={}, files={"one": Fetching(_Form, _file)})
    async with open_house(tmp_path, clock=clock, pages=[page]) as found:
        yield found


async def test_bytes_for_one_refusals_for_the_rest(papers: House) -> None:
    async with new_browser(papers.url) as browser, new_browser(papers.url) as other:
        stranger = await browser.post("file/papers/one", {"name": "x"})
        assert (stranger.status, stranger.code) == (401, "session-unknown")
        await browser.enter(papers.secret(ALICE))
        await other.enter(papers.secret(BOB))
        headers = {"Origin": browser.url, "Authorization": f"Bearer {browser.token}"}
        where = f"{browser.url}/pages/api/file/papers/one"
        async with browser.http.post(where, json={"name": "x"}, headers=headers) as got:
            assert (got.status, await got.read()) == (200, SVG)
            assert got.headers["Content-Type"] == "application/octet-stream"
            assert got.headers["Content-Security-Policy"].startswith("sandbox;")
            assert got.headers["Content-Disposition"].endswith("%C3%A9%0D%0Ax")
            assert got.headers["Cache-Control"] == "no-store"
        refused = await other.post("file/papers/one", {"name": "x"})
        assert (refused.status, refused.code) == (403, "topic-refused")
        await _odd(browser)


async def _odd(browser: BrowserFront) -> None:
    for path in ("file/papers/two", "file/absent/one"):
        assert (await browser.post(path, {"name": "x"})).status == 404
    assert (await browser.post("file/papers/one", {"name": 1})).code == "bad-request"
    elsewhere = await browser.post("file/papers/one", {"name": "x"}, Origin="https://x.example")
    assert elsewhere.code == "other-site"
