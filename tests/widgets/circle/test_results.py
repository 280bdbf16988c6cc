"""Results over time, to members who may read them; the file of a document, as bytes."""

from __future__ import annotations

from care.circles.model import Role
from care.documents.model import Sender
from care.documents.workflow import file_document
from tests.care.documents.papers import NORMAL, Paper, received, result
from tests.widgets.circles import open_one, settle_in, user_of
from tests.widgets.front import BrowserFront
from tests.widgets.house import ASSISTANT, House

OCTOBER = Paper("1", "s1", results=(result(value="3.2", flag="N", at="20261001"), NORMAL))
NOVEMBER = Paper("2", "s2", results=(result(value="98", at="20261112"),))
SECRET = Paper("5", "s5", confidentiality="R", results=(result(value="7", at="20261101"),))
SENDER = Sender("labo@laboratoire.mssante.example", "Laboratoire")


def _file(house: House, *papers: Paper) -> str:
    settle_in(house)
    circle = open_one(house, Role.NURSE, Role.RELATIVE)
    for paper in papers:
        with house.units.unit(f"file {paper.id}") as work:
            file_document(work, circle.id, received(paper), SENDER, keeper=ASSISTANT)
    return circle.id.text


async def test_curves_are_read_in_words_and_drawn(house: House, browser: BrowserFront) -> None:
    circle = _file(house, NOVEMBER, OCTOBER)
    await browser.enter(house.secret(user_of(Role.NURSE)))
    crp, potassium = (await browser.ask("circle/results", {"circle": circle})).body["curves"]
    assert (crp["name"], crp["unit"], crp["high"]) == ("CRP", "mg/L", 5.0)
    told = [(one["day"], one["value"], one["amount"], one["mark"]) for one in crp["points"]]
    assert told == [
        ("2026-10-01", "3,2 mg/L", 3.2, ""),
        ("2026-11-12", "98 mg/L", 98.0, "très haut"),
    ]
    assert [one["value"] for one in potassium["points"]] == ["4,1 mmol/L"]


async def test_a_day_that_was_not_told_is_not_made_up(house: House, browser: BrowserFront) -> None:
    loose = Paper("7", "s7", results=(result(value="12", at="202608"),), day="202609")
    old = Paper("8", "s8", results=(result(value="4", at="2019", flag="N"),), day="2019")
    circle = _file(house, OCTOBER, loose, old)
    await browser.enter(house.secret(user_of(Role.NURSE)))
    crp = (await browser.ask("circle/results", {"circle": circle})).body["curves"][0]
    assert [(one["told"], one["amount"]) for one in crp["points"]] == [
        ("2019", None), ("08/2026", None), ("01/10/2026", 3.2),
    ]  # fmt: skip
    shown = (await browser.ask("circle/show", {"circle": circle})).body["open"]["documents"]
    told = {(one["day"], one["precision"]) for one in shown}
    assert told >= {("2026-09-01", "month"), ("2019-01-01", "year")}


async def test_what_is_for_professionals_is_in_no_curve_of_others(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    circle = _file(house, SECRET)
    await browser.enter(house.secret(user_of(Role.NURSE)))
    await other.enter(house.secret(user_of(Role.RELATIVE)))
    assert len((await browser.ask("circle/results", {"circle": circle})).body["curves"]) == 1
    assert (await other.ask("circle/results", {"circle": circle})).body["curves"] == []
    stranger = await other.ask("circle/results", {"circle": "c" + "0" * 32})
    assert stranger.code == "circle-not-member"


async def test_the_file_of_a_document_goes_to_members_alone(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    circle = _file(house, SECRET)
    await browser.enter(house.secret(user_of(Role.NURSE)))
    await other.enter(house.secret(user_of(Role.RELATIVE)))
    shown = (await browser.ask("circle/show", {"circle": circle})).body["open"]["documents"]
    form = {"circle": circle, "document": shown[0]["id"]}
    assert (await browser.fetch("circle/document", form)).startswith(b"%PDF-")
    refused = await other.post("file/circle/document", form)
    assert (refused.status, refused.code) == (403, "document-unknown")
