"""What leaves in a file: what one sees, never an INS that may not, nothing of a locked circle."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import replace

import pikepdf

from care.audit.model import Face
from care.audit.store import lines_about_circle
from care.circles.model import Role
from care.identity.status import Event
from care.patients.store import load_patient, save_patient
from care.patients.workflow import judge_identity
from tests.care.circles.fhir.circles import circle as sample
from tests.widgets.circle.test_acting import act
from tests.widgets.circles import open_one, settle_in, user_of
from tests.widgets.front import BrowserFront
from tests.widgets.house import KEYS, House


async def test_the_letter_is_a_pdf_with_a_name_that_says_nothing(
    house: House, browser: BrowserFront
) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.RELATIVE)
    await browser.enter(house.secret(user_of(Role.RELATIVE)))
    answer = await act(browser, circle, "export", format="pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    file = answer.body
    assert file["name"].startswith("cercle-")
    assert file["name"].endswith("-2030-01-07.pdf")
    assert "exemple" not in file["name"].lower()
    with pikepdf.open(io.BytesIO(base64.b64decode(file["content"]))) as pdf:
        assert len(pdf.pages) == 1
    with house.database.begin() as connection:
        *_, last = lines_about_circle(connection, KEYS, circle.id.text)
    assert last.entry is not None
    assert last.entry.act == "circle.exported"
    assert last.entry.details == {"format": "pdf"}


async def test_software_is_told_no_number_that_is_not_qualified(
    house: House, browser: BrowserFront
) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.RELATIVE)
    number = sample().identity.number
    assert number is not None
    with house.units.unit("number") as work:
        known = load_patient(work.connection, work.keys, circle.patient)
        assert known is not None
        save_patient(work, replace(known, identity=replace(known.identity, number=number)))
    await browser.enter(house.secret(user_of(Role.NURSE)))
    shown = (await act(browser, circle, "show")).body["open"]["identity"]
    assert "numéro d’essai" in shown["number"]
    assert shown["standing"].startswith("Identité provisoire")
    file = (await act(browser, circle, "export", format="fhir")).body
    assert file["media_type"] == "application/fhir+json"
    bundle = json.loads(base64.b64decode(file["content"]))
    assert bundle["resourceType"] == "Bundle"
    assert number.matricule.text not in json.dumps(bundle)


async def test_nothing_leaves_a_locked_circle(house: House, browser: BrowserFront) -> None:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.RELATIVE)
    with house.units.unit("doubt") as work:
        judge_identity(work, circle.patient, Event.DOUBT_RAISED, "x", Face.ROOM)
    await browser.enter(house.secret(user_of(Role.NURSE)))
    shown = (await act(browser, circle, "show")).body["open"]
    assert shown["locked"]
    assert shown["identity"]["cautions"][0].startswith("Identité douteuse")
    for form in ("pdf", "fhir"):
        assert (await act(browser, circle, "export", format=form)).code == "circle-locked"
