"""Edits made offline arrive late and twice; each counts once, and says what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from care.runtime.clock import ManualClock
from tests.widgets.front import Answer, BrowserFront
from tests.widgets.house import BOB, House


def edit(number: int, target: str, text: object, at: datetime, **other: Any) -> dict[str, Any]:
    return {
        "id": f"edit-0123456789-{number}",
        "kind": "session",
        "target": target,
        "fields": {"label": {"value": text, "at": at.isoformat()}},
        **other,
    }


async def send(browser: BrowserFront, now: datetime, *edits: dict[str, Any]) -> Answer:
    return await browser.post("edits", {"sent_at": now.isoformat(), "edits": list(edits)})


async def label(browser: BrowserFront) -> str:
    return str((await browser.ask("session/show")).body["pages"][0]["label"])


async def test_an_edit_counts_once_and_the_last_written_stays(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    me = (await browser.enter(house.secret())).body["session"]
    now = clock.now()
    first = edit(1, me, "Voiture", now - timedelta(hours=3))
    second = edit(2, me, "Cabinet", now - timedelta(hours=1))
    answer = await send(browser, now, second, first)
    assert [one["state"] for one in answer.body["outcomes"]] == ["applied", "merged"]
    assert "récente" in answer.body["outcomes"][1]["sentence"]
    again = await send(browser, now, first, second)
    assert [one["state"] for one in again.body["outcomes"]] == ["merged", "applied"]
    assert await label(browser) == "Cabinet"


async def test_a_phone_whose_clock_is_a_year_ahead_does_not_win(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    me = (await browser.enter(house.secret())).body["session"]
    wrong = clock.now() + timedelta(days=365)
    await send(browser, wrong, edit(1, me, "d’abord", wrong - timedelta(hours=2)))
    await send(browser, clock.now(), edit(2, me, "ensuite", clock.now() - timedelta(hours=1)))
    assert await label(browser) == "ensuite"


async def test_one_edits_only_one_s_own(
    house: House, browser: BrowserFront, other: BrowserFront, clock: ManualClock
) -> None:
    me = (await browser.enter(house.secret())).body["session"]
    await other.enter(house.secret(BOB))
    answer = await send(other, clock.now(), edit(1, me, "à moi", clock.now()))
    assert answer.body["outcomes"][0]["state"] == "refused"
    assert await label(browser) == ""


async def test_what_cannot_be_edited_is_refused_and_the_rest_is_done(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    me = (await browser.enter(house.secret())).body["session"]
    now = clock.now()
    answer = await send(
        browser,
        now,
        edit(1, me, "x", now, kind="unknown"),
        edit(2, me, 12, now),
        edit(3, me, "Voiture", now),
    )
    assert [one["state"] for one in answer.body["outcomes"]] == ["refused", "refused", "applied"]
    assert await label(browser) == "Voiture"


async def test_edits_without_a_zone_or_an_id_are_not_understood(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    me = (await browser.enter(house.secret())).body["session"]
    naive = clock.now().replace(tzinfo=None)
    assert (await send(browser, clock.now(), edit(1, me, "x", naive))).code == "bad-request"
    assert (await send(browser, clock.now(), edit(1, me, "x", clock.now(), id="1"))).status == 400
