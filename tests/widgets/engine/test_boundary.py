"""Other sites, nonsense and our own bugs each get a sentence; nothing leaks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from care.runtime.logs import setup_logs
from care.runtime.units import UnitOfWork
from tests.widgets.front import BrowserFront, new_browser
from tests.widgets.house import House, open_house
from widgets.engine.page import Page, Question, Who
from widgets.engine.view import Done, Nothing

CANARY = "INVENTE Patient"


@pytest.fixture
def journal() -> Iterator[io.StringIO]:
    """What is logged."""
    written = io.StringIO()
    setup_logs(written)
    yield written
    setup_logs()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
    ids=str,
)
async def test_what_another_site_can_send_is_refused(
    house: House, browser: BrowserFront, headers: dict[str, str]
) -> None:
    secret = house.secret()
    sent = {"Origin": house.url, "Content-Type": "application/json", **headers}
    body = f'{{"secret": "{secret}", "key": "{browser.point}"}}'
    where = f"{house.url}/pages/api/enter/link"
    async with browser.http.post(where, data=body, headers=sent) as got:
        assert got.status in {403, 415}
        assert "Set-Cookie" not in got.headers
    assert (await browser.enter(secret)).status == 200


@pytest.mark.parametrize("body", ["", "{", "[]", '{"a": 1}', "null", '{"secret": 1, "key": 2}'])
async def test_nonsense_is_not_understood(house: House, browser: BrowserFront, body: str) -> None:
    headers = {"Origin": house.url, "Content-Type": "application/json"}
    where = f"{house.url}/pages/api/enter/link"
    async with browser.http.post(where, data=body, headers=headers) as got:
        assert (got.status, (await got.json())["code"]) == (400, "bad-request")


async def test_too_much_is_refused(browser: BrowserFront) -> None:
    answer = await browser.post("enter/link", {"secret": "a" * 600_000, "key": ""})
    assert (answer.status, answer.code) == (413, "bad-request")


@pytest.mark.parametrize(
    "path",
    ["call/session/absent", "call/absent/show", "call/session/..%2f..", "call/session/__class__"],
)
async def test_what_does_not_exist_is_absent(
    house: House, browser: BrowserFront, path: str
) -> None:
    await browser.enter(house.secret())
    assert (await browser.post(path, {})).code == "absent"


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "..", "a" * 32 + ".99999999999." + "0" * 64])
async def test_an_invented_token_is_nobody_s(browser: BrowserFront, token: str) -> None:
    browser.token = token
    answer = await browser.ask("session/show")
    assert (answer.status, answer.code) == (401, "session-unknown")


async def test_a_bug_has_a_number_and_says_nothing_of_whom_it_hit(
    tmp_path: Path, journal: io.StringIO
) -> None:
    def break_down(_work: UnitOfWork, _who: Who, _form: Nothing) -> Done:
        raise RuntimeError(CANARY)

    page = Page("broken", {"show": Question(Nothing, Done, break_down)})
    async with open_house(tmp_path, pages=[page]) as house, new_browser(house.url) as browser:
        await browser.enter(house.secret())
        answer = await browser.ask("broken/show")
    assert (answer.status, answer.code) == (500, "broken")
    assert re.search(answer.body["incident"], answer.body["sentence"])
    assert answer.body["incident"] in journal.getvalue()
    assert CANARY not in journal.getvalue() + str(answer.body)


async def test_every_answer_carries_the_strict_headers(house: House, browser: BrowserFront) -> None:
    for path in ("session", "assets/index-1.js", "api/configuration", "absent/x/y/z", "api/edits"):
        async with browser.http.get(f"{house.url}/pages/{path}") as got:
            policy = got.headers["Content-Security-Policy"]
            assert "script-src 'self'; style-src 'self'" in policy
            assert "unsafe" not in policy
            assert "http" not in policy
            assert "frame-ancestors 'none'" in policy
            assert got.headers["Referrer-Policy"] == "no-referrer"
            assert got.headers["X-Content-Type-Options"] == "nosniff"
            assert got.headers["Server"] == "Cercle"
