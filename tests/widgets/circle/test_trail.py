"""Who opened the page is in the trail, once; everybody reads their own lines."""

from __future__ import annotations

from care.audit.model import Face, Kind
from care.audit.store import lines_about_circle
from care.circles.emergency import break_glass
from care.circles.model import Role
from care.identity.matching import Candidate
from care.runtime.clock import ManualClock
from tests.widgets.circle.test_acting import act
from tests.widgets.circles import NEWCOMER, identity, open_one, settle_in, user_of
from tests.widgets.front import BrowserFront
from tests.widgets.house import KEYS, House
from widgets.circle.trail import ONCE_IN


async def test_opening_the_page_is_written_once_in_a_while(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.RELATIVE)
    await browser.enter(house.secret(user_of(Role.RELATIVE)))
    for _ in range(3):
        shown = (await act(browser, circle, "show")).body
    assert [line["what"] for line in shown["mine"]] == ["a ouvert la page du cercle"]
    assert shown["open"]["trail"] is None
    clock.advance(ONCE_IN)
    await browser.resume()
    assert len((await act(browser, circle, "show")).body["mine"]) == 2
    with house.database.begin() as connection:
        lines = list(lines_about_circle(connection, KEYS, circle.id.text))
    seen = [line for line in lines if line.entry and line.entry.act == "circle.seen"]
    assert {(line.kind, line.entry and line.entry.face) for line in seen} == {
        (Kind.ACCESS, Face.PAGE)
    }


async def test_an_emergency_comes_first_with_its_reason(
    house: House, browser: BrowserFront
) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.DOCTOR)
    who = identity()
    with house.units.unit("glass") as work:
        break_glass(work, NEWCOMER, Candidate(who.traits, who.number), "chute <b>grave</b>")
    await browser.enter(house.secret(user_of(Role.NURSE)))
    trail = (await act(browser, circle, "show")).body["open"]["trail"]
    assert trail[0]["emergency"]
    assert trail[0]["who"] == "NOUVELLE Zoé"
    assert trail[0]["reason"] == "chute <b>grave</b>"
    assert all(line["what"] != "a modifié le cercle" for line in trail)
