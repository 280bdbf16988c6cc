"""What the page changes is what the dialogue would have: same trail, and Liaison is woken."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from care.audit.model import Face
from care.audit.store import lines_about_circle
from care.circles.model import Circle, CircleState, Role
from care.circles.store import load_circle, load_member
from care.consent.model import Ground
from care.runtime.outgoing import OUTGOING, OpenRoom
from care.runtime.tables import OUTBOX
from care.runtime.timers import load_due
from tests.widgets.circles import NEWCOMER, open_one, person, settle_in, user_of
from tests.widgets.front import Answer, BrowserFront
from tests.widgets.house import ASSISTANT, KEYS, House

DOCTOR = user_of(Role.TREATING_DOCTOR)


async def enter(house: House, browser: BrowserFront, *roles: Role) -> Circle:
    """The treating doctor, in a circle of these."""
    settle_in(house)
    circle = open_one(house, *(roles or (Role.TREATING_DOCTOR, Role.NURSE, Role.RELATIVE)))
    await browser.enter(house.secret(DOCTOR))
    return circle


async def act(browser: BrowserFront, circle: Circle, name: str, **form: Any) -> Answer:
    """Do something in this circle."""
    return await browser.ask(f"circle/{name}", {"circle": circle.id.text, **form})


def written(house: House, circle: Circle) -> list[tuple[str, Face]]:
    """The acts in the trail, and from where they were done."""
    with house.database.begin() as connection:
        lines = lines_about_circle(connection, KEYS, circle.id.text)
        return [(line.entry.act, line.entry.face) for line in lines if line.entry]


def is_woken(house: House) -> bool:
    with house.database.begin() as connection:
        due = load_due(connection, [ASSISTANT], house.units.clock.now())
    return [timer.key for timer in due] == ["circles:settle"]


async def test_letting_somebody_in_on_a_ground(house: House, browser: BrowserFront) -> None:
    circle = await enter(house, browser)
    found = (await act(browser, circle, "find", typed="nouvelle zoe")).body["people"]
    assert [one["name"] for one in found] == ["NOUVELLE Zoé – infirmière"]
    answer = await act(
        browser, circle, "add", person=found[0]["person"], role="", ground="same_structure"
    )
    assert "soins infirmiers" in answer.body["sentence"]
    with house.database.begin() as connection:
        member = load_member(connection, KEYS, circle.id, NEWCOMER)
    assert member is not None
    assert (member.role, member.ground) == (Role.NURSE, Ground.SAME_STRUCTURE)
    assert written(house, circle)[-2:] == [
        ("circle.member_added", Face.ROOM), ("circle.member_added", Face.PAGE),
    ]  # fmt: skip
    assert is_woken(house)
    again = await act(browser, circle, "add", person=found[0]["person"], role="",
                      ground="same_structure")  # fmt: skip
    assert again.code == "circle-already-member"
    assert (await act(browser, circle, "find", typed="nouvelle zoe")).body["people"] == []


@pytest.mark.parametrize("ground", ["emergency", "patient", "relative", "nothing", ""])
async def test_no_other_ground_is_taken(house: House, browser: BrowserFront, ground: str) -> None:
    circle = await enter(house, browser)
    zoe = person(house, NEWCOMER)
    answer = await act(browser, circle, "add", person=zoe, role="", ground=ground)
    assert answer.code == "choice-unknown"


async def test_consent_is_needed_where_it_is_the_ground(
    house: House, browser: BrowserFront
) -> None:
    circle = await enter(house, browser)
    zoe = person(house, NEWCOMER)
    answer = await act(browser, circle, "add", person=zoe, role="", ground="consent")
    assert answer.code == "consent-missing"
    said = {"stance": "consent", "scope": "sharing", "giver": "patient", "evidence": "written"}
    assert (await act(browser, circle, "state", **said)).status == 200
    answer = await act(browser, circle, "add", person=zoe, role="", ground="consent")
    assert answer.status == 200


async def test_a_role_is_changed_to_one_that_fits(house: House, browser: BrowserFront) -> None:
    circle = await enter(house, browser)
    anne = person(house, user_of(Role.RELATIVE))
    answer = await act(browser, circle, "role", person=anne, role="carer", relation="DAUC")
    assert "aidant, fille" in answer.body["sentence"]
    assert (await act(browser, circle, "role", person=anne, role="nurse")).code == (
        "circle-role-not-theirs"
    )
    for wrong in ({"role": "queen"}, {"role": "carer", "relation": "QUEEN"}):
        assert (await act(browser, circle, "role", person=anne, **wrong)).code == "choice-unknown"


async def test_removing_and_leaving(house: House, browser: BrowserFront) -> None:
    circle = await enter(house, browser)
    nurse, me = person(house, user_of(Role.NURSE)), person(house, DOCTOR)
    assert (await act(browser, circle, "remove", person=nurse)).status == 200
    assert written(house, circle)[-1] == ("circle.member_ended", Face.PAGE)
    assert (await act(browser, circle, "remove", person=me)).code == "circle-last-professional"
    assert is_woken(house)


async def test_closing_with_a_reason_and_opening_again(house: House, browser: BrowserFront) -> None:
    circle = await enter(house, browser)
    assert (await act(browser, circle, "close", reason="other")).code == "circle-close-why"
    assert (await act(browser, circle, "close", reason="moved")).status == 200
    shown = (await act(browser, circle, "show")).body
    assert shown["open"] is None
    assert shown["closed"] == {
        "sentence": "Ce cercle est fermé (déménagement).",
        "may_reopen": True,
    }
    assert "EXEMPLE" not in str(shown)
    assert (await act(browser, circle, "export", format="pdf")).code == "circle-is-closed"
    assert (await act(browser, circle, "reopen")).status == 200
    with house.database.begin() as connection:
        found = load_circle(connection, KEYS, circle.id)
    assert found is not None
    assert found.state is CircleState.OPEN
    assert [act for act, face in written(house, circle) if face is Face.PAGE] == [
        "circle.closed", "circle.reopened",
    ]  # fmt: skip


async def test_writing_to_somebody_opens_a_conversation_of_two(
    house: House, browser: BrowserFront
) -> None:
    circle = await enter(house, browser)
    nurse, me = person(house, user_of(Role.NURSE)), person(house, DOCTOR)
    assert (await act(browser, circle, "write", person=nurse)).status == 200
    with house.database.begin() as connection:
        [row] = connection.execute(select(OUTBOX)).all()
    sent = OUTGOING.validate_json(KEYS.unseal(row.payload, "outbox.payload"))
    assert isinstance(sent, OpenRoom)
    assert set(sent.people) == {DOCTOR, user_of(Role.NURSE)}
    assert sent.direct
    assert sent.step_back
    assert (await act(browser, circle, "write", person=me)).code == "circle-write-self"
