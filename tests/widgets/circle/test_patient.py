"""Contact, alerts and consent by the page: nobody's change is lost, opposition acts at once."""

from __future__ import annotations

from typing import Any

import pytest

from care.audit.model import Face
from care.audit.store import lines_about_patient
from care.circles.model import Circle, Role
from care.circles.store import load_member
from care.consent.store import load_register
from care.patients.model import Patient
from care.patients.store import load_patient
from tests.widgets.circle.test_acting import act, enter, is_woken
from tests.widgets.circles import HOSTILE, open_one, person, settle_in, user_of
from tests.widgets.front import BrowserFront
from tests.widgets.house import KEYS, House

BEFORE = {"phones": ["+33600000012"], "address": "3 rue de l’Essai, Montivilliers"}
ALERTS = ["Allergie : pénicilline"]


def patient_of(house: House, circle: Circle) -> Patient:
    with house.database.begin() as connection:
        found = load_patient(connection, KEYS, circle.patient)
    assert found is not None
    return found


async def test_phones_and_address_are_changed_as_typed(house: House, browser: BrowserFront) -> None:
    circle = await enter(house, browser)
    phones = ["06 00 00 00 12", " 02.35.00.00.01 ", "", "0600000012"]
    form = {"phones": phones, "address": " 4  rue\nNeuve ", "before": BEFORE}
    assert (await act(browser, circle, "contact", **form)).status == 200
    contact = patient_of(house, circle).contact
    assert contact.phones == ("+33600000012", "+33235000001")
    assert contact.address == "4 rue Neuve"
    with house.database.begin() as connection:
        lines = list(lines_about_patient(connection, KEYS, circle.patient.text))
    last = lines[-1].entry
    assert last is not None
    assert (last.act, last.face) == ("patient.contact_changed", Face.PAGE)
    assert is_woken(house)


async def test_of_two_who_change_the_same_the_second_is_told(
    house: House, browser: BrowserFront
) -> None:
    circle = await enter(house, browser)
    first = {"phones": [], "address": "ailleurs", "before": BEFORE}
    assert (await act(browser, circle, "contact", **first)).status == 200
    second = {"phones": ["0600000099"], "address": "", "before": BEFORE}
    assert (await act(browser, circle, "contact", **second)).code == "changed-meanwhile"
    assert patient_of(house, circle).contact.address == "ailleurs"
    assert (await act(browser, circle, "alerts", alerts=["x"], before=[])).code == (
        "changed-meanwhile"
    )


async def test_a_phone_that_is_none_changes_nothing(house: House, browser: BrowserFront) -> None:
    circle = await enter(house, browser)
    form = {"phones": ["appeler le soir"], "address": "", "before": BEFORE}
    assert (await act(browser, circle, "contact", **form)).code == "phone-unreadable"
    assert patient_of(house, circle).contact.phones == ("+33600000012",)


async def test_alerts_are_words_and_short(house: House, browser: BrowserFront) -> None:
    circle = await enter(house, browser)
    alerts = [HOSTILE[:100], "  vit   seule ", "", "vit seule"]
    assert (await act(browser, circle, "alerts", alerts=alerts, before=ALERTS)).status == 200
    shown = (await act(browser, circle, "show")).body["open"]["identity"]["alerts"]
    assert shown == [HOSTILE[:100], "vit seule"]
    long = await act(browser, circle, "alerts", alerts=["x" * 121], before=shown)
    assert long.code == "bad-request"


@pytest.mark.parametrize("scope", ["sharing", "person"])
async def test_an_opposition_takes_the_access_at_once(
    house: House, browser: BrowserFront, other: BrowserFront, scope: str
) -> None:
    circle = await enter(house, browser)
    nurse = user_of(Role.NURSE)
    await other.enter(house.secret(nurse))
    said: dict[str, Any] = {"stance": "opposition", "scope": scope, "giver": "patient",
                            "evidence": "spoken", "person": person(house, nurse)}  # fmt: skip
    answer = await act(browser, circle, "state", **said)
    assert "plus accès" in answer.body["sentence"]
    with house.database.begin() as connection:
        assert load_member(connection, KEYS, circle.id, nurse) is None
    assert (await act(other, circle, "show")).code == "circle-not-member"
    assert is_woken(house)


async def test_patients_say_what_they_want_in_person(house: House, browser: BrowserFront) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.PATIENT, Role.RELATIVE)
    said = {"stance": "opposition", "scope": "mail_to_patient", "giver": "patient",
            "evidence": "spoken", "note": HOSTILE}  # fmt: skip
    await browser.enter(house.secret(user_of(Role.RELATIVE)))
    assert (await act(browser, circle, "state", **said)).code == "circle-may-not"
    token, browser.token = browser.token, ""
    assert token
    browser.http.cookie_jar.clear()
    await browser.enter(house.secret(user_of(Role.PATIENT)))
    assert (await act(browser, circle, "state", **said)).status == 200
    with house.database.begin() as connection:
        (line,) = load_register(connection, KEYS, circle.patient.text).statements
    assert line.note == HOSTILE
    [shown] = (await act(browser, circle, "show")).body["open"]["consents"]
    assert (shown["stance"], shown["note"]) == ("opposition", HOSTILE)


async def test_nothing_is_said_tomorrow(house: House, browser: BrowserFront) -> None:
    circle = await enter(house, browser)
    said = {"stance": "consent", "scope": "sharing", "giver": "patient", "evidence": "spoken"}
    assert (await act(browser, circle, "state", **said, day="2030-01-08")).code == (
        "statement-future"
    )
    assert (await act(browser, circle, "state", **said, day="2029-12-31")).status == 200
    for wrong in ({"scope": "all"}, {"giver": "cat"}, {"evidence": "dream"}):
        assert (await act(browser, circle, "state", **{**said, **wrong})).code == "choice-unknown"
