"""One's own lists: made, named, filled and emptied by the page; nobody else's."""

from __future__ import annotations

from care.circles.model import Role
from tests.widgets.circles import HOSTILE, identity, open_one, settle_in, user_of
from tests.widgets.front import BrowserFront
from tests.widgets.house import House


async def _lists(browser: BrowserFront) -> tuple[list[str], list[list[str]]]:
    shown = (await browser.ask("patients/show")).body
    return shown["lists"], [one["lists"] for one in shown["patients"]]


async def test_a_list_from_its_beginning_to_its_end(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.DOCTOR).id.text
    await browser.enter(house.secret(user_of(Role.NURSE)))
    await other.enter(house.secret(user_of(Role.DOCTOR)))
    put = await browser.ask("patients/put", {"circle": circle, "name": " Diabète "})
    assert "« Diabète »".replace(" ", "\u00a0") in put.body["sentence"]
    assert await _lists(browser) == (["Diabète"], [["Diabète"]])
    assert await _lists(other) == ([], [[]])
    await browser.ask("patients/rename", {"name": "diabete", "new_name": HOSTILE[:38]})
    assert await _lists(browser) == ([HOSTILE[:38]], [[HOSTILE[:38]]])
    await browser.ask("patients/take", {"circle": circle, "name": HOSTILE[:38]})
    assert await _lists(browser) == ([], [[]])
    await browser.ask("patients/put", {"circle": circle, "name": "HAD"})
    await browser.ask("patients/drop", {"name": "HAD"})
    assert await _lists(browser) == ([], [[]])


async def test_lists_hold_ones_own_circles_and_have_names(
    house: House, browser: BrowserFront
) -> None:
    settle_in(house)
    mine = open_one(house, Role.NURSE).id.text
    hers = open_one(house, Role.DOCTOR, who=identity("AUTRE", "PAUL", 3)).id.text
    await browser.enter(house.secret(user_of(Role.NURSE)))
    for circle in (hers, "c" + "0" * 32, "x"):
        answer = await browser.ask("patients/put", {"circle": circle, "name": "HAD"})
        assert answer.code == "circle-not-member"
    for name, code in {"": "list-name", "x" * 41: "list-name", "x" * 61: "bad-request"}.items():
        answer = await browser.ask("patients/put", {"circle": mine, "name": name})
        assert answer.code == code
    gone = await browser.ask("patients/rename", {"name": "absente", "new_name": "x"})
    assert gone.code == "list-not-there"
