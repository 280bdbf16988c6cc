"""Nobody comes into a circle by its address: its members do, as long as they are."""

from __future__ import annotations

from datetime import timedelta

import pytest

from care.audit.model import Face
from care.circles.emergency import LASTS, break_glass
from care.circles.membership import remove_person
from care.circles.model import Role
from care.identity.matching import Candidate
from care.runtime.clock import ManualClock
from tests.widgets.circles import (
    NEWCOMER,
    OPENER,
    identity,
    open_one,
    person,
    settle_in,
    user_of,
)
from tests.widgets.front import BrowserFront
from tests.widgets.house import House
from widgets.circle.routes import build_circle_page

NURSE, DOCTOR = user_of(Role.NURSE), user_of(Role.DOCTOR)
_FORMS = {
    "show": {},
    "contact": {"phones": [], "address": "", "before": {"phones": [], "address": ""}},
    "alerts": {"alerts": [], "before": []},
    "state": {"stance": "consent", "scope": "sharing", "giver": "patient", "evidence": "spoken"},
    "find": {"typed": "zoé"},
    "add": {"person": "x", "role": "", "ground": "consent"},
    "remove": {"person": "x"},
    "role": {"person": "x", "role": "nurse"},
    "write": {"person": "x"},
    "team": {},
    "results": {},
    "close": {"reason": "moved"},
    "reopen": {},
    "export": {"format": "pdf"},
}


_FILES = ("file/circle/document",)


def test_every_call_is_tried_by_strangers() -> None:
    page = build_circle_page("@a:b")
    assert _FORMS.keys() == page.calls.keys()
    assert [f"file/circle/{name}" for name in page.files] == list(_FILES)


@pytest.mark.parametrize("path", [*(f"call/circle/{one}" for one in _FORMS), *_FILES])
@pytest.mark.parametrize("who", [NEWCOMER, OPENER])
async def test_who_is_not_a_member_learns_nothing(
    house: House, browser: BrowserFront, path: str, who: str
) -> None:
    """Not even that the circle exists: neither a stranger, nor whoever opened it for others."""
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.DOCTOR)
    await browser.enter(house.secret(who))
    form = _FORMS.get(path.rpartition("/")[2], {"document": "x"})
    answers = [
        await browser.post(path, {"circle": asked, **form})
        for asked in (circle.id.text, "c" + "0" * 32, "session", "")
    ]
    assert {(one.status, one.code) for one in answers} == {(403, "circle-not-member")}
    assert len({str(one.body) for one in answers}) == 1


async def test_who_is_removed_is_out_at_the_next_word(house: House, browser: BrowserFront) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.COORDINATOR)
    await browser.enter(house.secret(NURSE))
    assert (await browser.ask("circle/show", {"circle": circle.id.text})).status == 200
    with house.units.unit("remove") as work:
        remove_person(work, circle.id, user_of(Role.COORDINATOR), NURSE, Face.ROOM)
    for name in ("show", "export", "reopen"):
        answer = await browser.ask(f"circle/{name}", {"circle": circle.id.text, **_FORMS[name]})
        assert answer.code == "circle-not-member"
    assert "EXEMPLE" not in str((await browser.ask("patients/show")).body)


async def test_an_emergency_access_ends_at_its_hour_even_if_nobody_woke(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.DOCTOR)
    with house.units.unit("glass") as work:
        who = identity()
        sought = Candidate(who.traits, who.number)
        break_glass(work, NEWCOMER, sought, "chute, sans connaissance")
    await browser.enter(house.secret(NEWCOMER))
    shown = (await browser.ask("circle/show", {"circle": circle.id.text})).body
    assert set(shown["may"]) == {"edit_contact", "edit_alerts", "meet_professionals"}
    assert shown["open"]["trail"] is None
    assert shown["open"]["consents"] is None
    refused = await browser.ask("circle/export", {"circle": circle.id.text, "format": "fhir"})
    assert refused.code == "circle-may-not"
    clock.advance(LASTS + timedelta(seconds=1))
    await browser.resume()
    assert (await browser.ask("circle/show", {"circle": circle.id.text})).code == (
        "circle-not-member"
    )
    assert (await browser.ask("patients/show")).body["patients"] == []


async def test_people_are_named_by_opaque_ids_only(house: House, browser: BrowserFront) -> None:
    settle_in(house)
    circle = open_one(house)
    await browser.enter(house.secret(NURSE))
    shown = (await browser.ask("circle/show", {"circle": circle.id.text})).body
    assert NURSE not in str(shown)
    assert person(house, NURSE) in str(shown)
    answer = await browser.ask("circle/remove", {"circle": circle.id.text, "person": "0" * 32})
    assert answer.code == "circle-no-account"
