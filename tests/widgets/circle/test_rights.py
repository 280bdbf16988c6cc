"""Every role, what it is shown, what it may change: cell by cell, as in the rooms."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from care.access.act import RoomKind
from care.circles.model import Right, Role
from care.circles.rights import RIGHTS
from tests.widgets.circles import (
    NEWCOMER,
    consent,
    open_one,
    person,
    say,
    settle_in,
    to_do,
    user_of,
)
from tests.widgets.front import BrowserFront
from tests.widgets.house import House
from widgets.circle.views import RightName

_NEAR = {Role.TRUSTED_PERSON, Role.GUARDIAN, Role.CARER, Role.RELATIVE, Role.PATIENT}
#: What coordination and secretariats do everywhere, and so in circles they are in.
_DELEGATED = {"add_members", "remove_members", "record_consent", "close"}


def _expected(role: Role) -> set[str]:
    found = {right.value for right in RIGHTS[role]}
    return found | (_DELEGATED if role in {Role.COORDINATOR, Role.SECRETARY} else set())


async def _open(house: House, browser: BrowserFront, role: Role) -> tuple[str, dict[str, Any]]:
    settle_in(house)
    circle = open_one(house)
    say(house, circle, "Ordonnance.pdf", file=True)
    say(house, circle, "Note interne.pdf", kind=RoomKind.PROFESSIONALS, file=True)
    consent(house, circle)
    to_do(house, circle, "retirer le pansement")
    to_do(house, circle, "apporter les radios", for_all=True)
    await browser.enter(house.secret(user_of(role)))
    shown = await browser.ask("circle/show", {"circle": circle.id.text})
    assert shown.status == 200, shown.body
    return circle.id.text, shown.body


@pytest.mark.parametrize("role", list(Role), ids=str)
async def test_what_each_role_is_shown(house: House, browser: BrowserFront, role: Role) -> None:
    _, body = await _open(house, browser, role)
    rights, told = _expected(role), body["open"]
    assert set(body["may"]) == rights & set(get_args(RightName))
    assert told["identity"]["name"] == "EXEMPLE Jeanne"
    assert told["identity"]["standing"].startswith("Identité provisoire")
    titles = {one["title"] for one in told["documents"]}
    assert ("Note interne.pdf" in titles) == (role not in _NEAR)
    assert "Ordonnance.pdf" in titles
    assert bool(told["team_room"]) == (role not in _NEAR)
    tasks = {one["text"] for one in told["tasks"]}
    assert ("retirer le pansement" in tasks) == (role not in _NEAR)
    assert "apporter les radios" in tasks
    assert (told["trail"] is not None) == ("see_trail" in rights)
    assert (told["consents"] is not None) == bool(rights & {"see_trail", "record_consent"})
    members = [one for section in told["sections"] for one in section["members"]]
    assert len(members) == len(Role)
    assert all(bool(one["ground"]) == ("add_members" in rights) for one in members)
    assert [one["me"] for one in members].count(True) == 1


def _acts(house: House, circle: str) -> dict[str, tuple[Right, dict[str, Any]]]:
    other, zoe = person(house, user_of(Role.DOCTOR)), person(house, NEWCOMER)
    phones = ["+33600000012"]
    before = {"phones": phones, "address": "3 rue de l’Essai, Montivilliers"}
    said = {"scope": "mail_to_patient", "giver": "patient", "evidence": "spoken"}
    return {
        "contact": (Right.EDIT_CONTACT, {"phones": phones, "address": "", "before": before}),
        "alerts": (Right.EDIT_ALERTS, {"alerts": [], "before": ["Allergie : pénicilline"]}),
        "find": (Right.ADD_MEMBERS, {"typed": "Zoé"}),
        "add": (Right.ADD_MEMBERS, {"person": zoe, "role": "", "ground": "chosen_by_patient"}),
        "role": (Right.ADD_MEMBERS, {"person": zoe, "role": "professional"}),
        "team": (Right.MEET_PROFESSIONALS, {}),
        "state": (Right.RECORD_CONSENT, {"stance": "opposition", **said}),
        "remove": (Right.REMOVE_MEMBERS, {"person": other}),
        "close": (Right.CLOSE, {"reason": "end_of_care"}),
    }


@pytest.mark.parametrize("role", list(Role), ids=str)
async def test_what_each_role_may_change(house: House, browser: BrowserFront, role: Role) -> None:
    circle, _ = await _open(house, browser, role)
    rights = _expected(role)
    for name, (right, form) in _acts(house, circle).items():
        if (name, role) == ("remove", Role.DOCTOR):
            continue  # oneself
        answer = await browser.ask(f"circle/{name}", {"circle": circle, **form})
        in_person = (name, role) == ("state", Role.PATIENT)
        if right.value in rights or in_person:
            assert answer.status == 200, (name, answer.body)
        else:
            assert (answer.status, answer.code) == (403, "circle-may-not"), name


@pytest.mark.parametrize("role", list(Role), ids=str)
async def test_what_each_role_may_take_away(
    house: House, browser: BrowserFront, role: Role
) -> None:
    circle, _ = await _open(house, browser, role)
    letter = await browser.ask("circle/export", {"circle": circle, "format": "pdf"})
    assert letter.status == 200
    bundle = await browser.ask("circle/export", {"circle": circle, "format": "fhir"})
    assert (bundle.status == 200) == (role not in _NEAR), bundle.body
