"""« Ma session »: seeing and closing one's pages, never another's; making one's phone ring."""

from __future__ import annotations

import pytest

from care.pages.edits import apply_once, label_page
from care.pages.model import Edit, FieldEdit
from care.runtime.timers import load_due, take_timer
from care.tasks.trial import TRIAL_AFTER, person_to_try
from tests.widgets.front import BrowserFront
from tests.widgets.house import ALICE, ASSISTANT, BOB, House

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>{{7*7}}\u202e'


async def test_the_page_that_asks_is_listed_first(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    await browser.enter(house.secret())
    await other.enter(house.secret())
    pages = (await other.ask("session/show")).body["pages"]
    assert [page["here"] for page in pages] == [True, False]
    pages = (await browser.ask("session/show")).body["pages"]
    assert [page["here"] for page in pages] == [True, False]


async def test_closing_one_of_mine(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    mine = (await browser.enter(house.secret())).body["session"]
    await other.enter(house.secret())
    assert (await other.ask("session/close", {"id": mine})).body == {"closed": 1}
    assert (await browser.ask("session/show")).code == "session-closed"
    assert (await browser.resume()).code == "session-closed"


@pytest.mark.parametrize("name", ["close", "close-others", "close-all"])
async def test_another_s_page_stays_open(
    house: House, browser: BrowserFront, other: BrowserFront, name: str
) -> None:
    hers = (await browser.enter(house.secret(ALICE))).body["session"]
    await other.enter(house.secret(BOB))
    await other.ask(f"session/{name}", {"id": hers} if name == "close" else {})
    shown = await browser.ask("session/show")
    assert [page["id"] for page in shown.body["pages"]] == [hers]


async def test_closing_all_closes_this_one_too(house: House, browser: BrowserFront) -> None:
    await browser.enter(house.secret())
    assert (await browser.ask("session/close-all")).body == {"closed": 1}
    assert (await browser.ask("session/show")).code == "session-closed"


async def test_the_assistant_is_to_ring_my_phone_a_moment_later_and_once(
    house: House, browser: BrowserFront
) -> None:
    await browser.enter(house.secret())
    for _twice in range(2):
        answer = await browser.ask("session/ring")
        assert "Verrouillez votre téléphone" in answer.body["sentence"]
    with house.units.unit("look") as work:
        later = work.now + TRIAL_AFTER
        assert load_due(work.connection, [ASSISTANT], later - TRIAL_AFTER) == []
        [due] = load_due(work.connection, [ASSISTANT], later)
        timer = take_timer(work, due)
    assert timer is not None
    assert person_to_try(timer) == ALICE


async def test_hostile_words_come_back_as_words(house: House, browser: BrowserFront) -> None:
    me = (await browser.enter(house.secret())).body["session"]
    with house.units.unit("name") as work:
        edit = Edit("e" * 16, "session", me, {"label": FieldEdit(HOSTILE, work.now)})
        apply_once(work, ALICE, edit, label_page)
    shown = (await browser.ask("session/show")).body["pages"][0]["label"]
    assert shown.startswith("<img src=x")
    assert "\u202e" not in shown
