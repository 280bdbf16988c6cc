"""A circle as it is shown: three headings, hostile words as words, rooms that exist."""

from __future__ import annotations

from care.circles.model import Role
from tests.widgets.circle.test_acting import act
from tests.widgets.circles import HOSTILE, consent, open_one, say, settle_in, to_do, user_of
from tests.widgets.front import BrowserFront
from tests.widgets.house import House


async def test_the_three_headings_of_the_card(house: House, browser: BrowserFront) -> None:
    settle_in(house)
    circle = open_one(house)
    await browser.enter(house.secret(user_of(Role.NURSE)))
    told = (await act(browser, circle, "show")).body["open"]
    assert [one["title"] for one in told["sections"]] == [
        "Proches et aidants", "Équipe de soins", "Organisations",
    ]  # fmt: skip
    doctor = told["sections"][1]["members"][0]
    assert (doctor["name"], doctor["role"]) == ("TREATING_DOCTOR Fictif", "médecin traitant")
    assert told["identity"]["doctor"] == "TREATING_DOCTOR Fictif"
    assert told["room"].startswith("https://matrix.to/#/!circle-")
    assert told["room"].endswith("?via=cercle.test")
    assert told["contact"]["route"].startswith("geo:0,0?q=3%20rue")
    reachable = {one["value"] for one in doctor["roles"]}
    assert "treating_doctor" in reachable
    assert "relative" not in reachable


async def test_free_words_come_as_they_were_written(house: House, browser: BrowserFront) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE)
    say(house, circle, HOSTILE, file=True)
    consent(house, circle, HOSTILE)
    to_do(house, circle, HOSTILE)
    await browser.enter(house.secret(user_of(Role.NURSE)))
    told = (await act(browser, circle, "show")).body["open"]
    assert told["documents"][0]["title"] == HOSTILE
    assert told["consents"][0]["note"] == HOSTILE
    assert told["tasks"][0]["text"] == HOSTILE


async def test_what_was_said_is_no_document(house: House, browser: BrowserFront) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE)
    say(house, circle, "bonjour.pdf")
    say(house, circle, "photo du talon.JPG", file=True)
    await browser.enter(house.secret(user_of(Role.NURSE)))
    [found] = (await act(browser, circle, "show")).body["open"]["documents"]
    assert (found["title"], found["kind"]) == ("photo du talon.JPG", "Photo")
    assert found["link"].startswith("https://matrix.to/#/!r:x/$e")
