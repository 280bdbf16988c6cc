"""The page hears of its circle while its person is in it, and of no other."""

from __future__ import annotations

from care.audit.model import Face
from care.circles.membership import remove_person
from care.circles.model import Role
from care.circles.telling import circle_topic
from tests.widgets.circle.test_acting import act
from tests.widgets.circles import identity, open_one, settle_in, user_of
from tests.widgets.front import BrowserFront
from tests.widgets.house import House

NURSE = user_of(Role.NURSE)


async def _may_watch(browser: BrowserFront, *topics: str) -> bool:
    form = {"topics": list(topics), "last": None}
    headers = {"Origin": browser.url, "Authorization": f"Bearer {browser.token}"}
    where = f"{browser.url}/pages/api/watch"
    async with browser.http.post(where, json=form, headers=headers) as got:
        return got.status == 200


async def test_topics_are_those_of_ones_circles(house: House, browser: BrowserFront) -> None:
    settle_in(house)
    mine = open_one(house, Role.NURSE, Role.DOCTOR)
    not_mine = open_one(house, Role.DOCTOR, who=identity("MODELE", "PIERRE", 2))
    await browser.enter(house.secret(NURSE))
    shown = (await act(browser, mine, "show")).body
    assert await _may_watch(browser, *shown["topics"])
    assert not await _may_watch(browser, circle_topic(not_mine.id))
    assert not await _may_watch(browser, circle_topic(mine.id), circle_topic(not_mine.id))
    assert not await _may_watch(browser, "circle:session")
    mine_topic = (await browser.ask("patients/show")).body["topics"][0]
    assert await _may_watch(browser, mine_topic)
    assert not await _may_watch(browser, "patients:" + "0" * 32)
    with house.units.unit("remove") as work:
        remove_person(work, mine.id, NURSE, NURSE, Face.ROOM)
    assert not await _may_watch(browser, circle_topic(mine.id))
