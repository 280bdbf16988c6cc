"""« Mes patients »: who is in it, in what order, what waits; nothing of the patient once closed."""

from __future__ import annotations

from datetime import timedelta

from care.circles.closing import close_circle
from care.circles.model import CloseReason, Role
from care.runtime.clock import ManualClock
from tests.widgets.circles import HOSTILE, identity, open_one, say, settle_in, to_do, user_of
from tests.widgets.front import BrowserFront
from tests.widgets.house import House

NURSE = user_of(Role.NURSE)


async def test_the_latest_activity_comes_first_with_what_waits(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    settle_in(house)
    first = open_one(house, Role.NURSE, Role.RELATIVE)
    clock.advance(timedelta(minutes=1))
    open_one(house, Role.NURSE, who=identity("MODELE", "PIERRE", 2))
    open_one(house, Role.DOCTOR, who=identity("AUTRE", "PAUL", 3))
    clock.advance(timedelta(minutes=1))
    say(house, first, "bonjour")
    to_do(house, first, "retirer le pansement")
    await browser.enter(house.secret(NURSE))
    shown = (await browser.ask("patients/show")).body
    assert [one["name"] for one in shown["patients"]] == ["EXEMPLE Jeanne", "MODELE Pierre"]
    top = shown["patients"][0]
    assert (top["unread"], top["tasks"], top["late"]) == (1, 1, 0)
    assert (top["age"], top["born"]) == ("45 ans", "15/06/1984")
    assert top["alerts"] == ["Allergie : pénicilline"]
    assert top["phone"]["number"] == "+33600000012"
    assert top["room"].startswith("https://matrix.to/#/!circle-")
    assert "AUTRE" not in str(shown)


async def test_relatives_count_their_own_tasks_only(house: House, browser: BrowserFront) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.RELATIVE)
    to_do(house, circle, "entre nous")
    to_do(house, circle, "pour tous", for_all=True)
    await browser.enter(house.secret(user_of(Role.RELATIVE)))
    [line] = (await browser.ask("patients/show")).body["patients"]
    assert line["tasks"] == 1


async def test_a_closed_circle_is_apart_and_names_nobody(
    house: House, browser: BrowserFront
) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, by=NURSE)
    with house.units.unit("close") as work:
        close_circle(work, circle.id, NURSE, CloseReason.OTHER, HOSTILE)
    await browser.enter(house.secret(NURSE))
    shown = (await browser.ask("patients/show")).body
    assert shown["patients"] == []
    [closed] = shown["closed"]
    assert closed["pseudonym"] == circle.pseudonym
    assert HOSTILE in closed["sentence"]
    assert "EXEMPLE" not in str(shown)
