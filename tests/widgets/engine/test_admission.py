"""Who asks is checked every time; what is not understood is refused whole."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from care.runtime.clock import ManualClock
from tests.widgets.front import BrowserFront, new_browser
from tests.widgets.house import House, open_house
from widgets.engine import admission


async def test_use_is_written_down_once_a_minute(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    await browser.enter(house.secret())
    opened = (await browser.ask("session/show")).body["pages"][0]["used_at"]
    clock.advance(timedelta(seconds=30))
    assert (await browser.ask("session/show")).body["pages"][0]["used_at"] == opened
    clock.advance(timedelta(minutes=1))
    assert (await browser.ask("session/show")).body["pages"][0]["used_at"] > opened


async def test_a_page_that_asks_too_much_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "_PER_SESSION", (0.01, admission._PER_SESSION[1]))
    async with open_house(tmp_path) as house, new_browser(house.url) as browser:
        await browser.enter(house.secret())
        answers = [await browser.ask("session/show") for _ in range(80)]
    slowed = [answer for answer in answers if answer.status == 429]
    assert slowed
    assert int(slowed[0].headers["Retry-After"]) >= 1


async def test_behind_a_proxy_each_stranger_is_slowed_alone(browser: BrowserFront) -> None:
    form = {"secret": "a" * 43, "key": browser.point}
    for number in range(30):
        headers = {"X-Forwarded-For": f"9.9.9.9, 198.51.100.{number}"}
        assert (await browser.post("enter/link", form, **headers)).code == "link-unknown"
    alone = {"X-Forwarded-For": "198.51.100.1"}
    codes = [""]
    while codes[-1] != "too-fast" and len(codes) < 500:  # one more is let in every second
        codes.append((await browser.post("enter/link", form, **alone)).code)
    assert codes[-1] == "too-fast"


async def test_an_unknown_field_is_refused(house: House, browser: BrowserFront) -> None:
    await browser.enter(house.secret())
    answer = await browser.ask("session/close", {"id": "a", "user_id": "@bob:cercle.test"})
    assert (answer.status, answer.code) == (400, "bad-request")
