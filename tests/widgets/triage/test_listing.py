"""What waits is counted by mailbox; whom a letter was filed for is for those around the patient."""

from __future__ import annotations

from tests.widgets.front import BrowserFront
from tests.widgets.house import House
from tests.widgets.post import (
    ALICE,
    BOX_ALICE,
    CAMILLE,
    IDA,
    Paper,
    come,
    open_circle,
    send_papers,
    settle,
    write,
)
from widgets.triage import listing


async def test_counts_and_order(house: House, browser: BrowserFront, other: BrowserFront) -> None:
    settle(house)
    first = come(house, send_papers(Paper())).number
    come(house, write(), reason="mail-sender-untrusted")
    come(house, send_papers(Paper("3")), box=BOX_ALICE)
    await browser.enter(house.secret(ALICE))
    await other.enter(house.secret(IDA))
    mine = (await browser.ask("triage/show")).body
    counts = [(one["name"], one["waiting"], one["quarantined"]) for one in mine["mailboxes"]]
    assert counts == [("Dr Alice FICTIF", 1, 0), ("Cabinet Fictif", 1, 1)]
    assert [one["number"] for one in mine["waiting"]] == [first, first + 1, first + 2]
    hers = (await other.ask("triage/show")).body
    assert [one["number"] for one in hers["waiting"]] == [first, first + 1]


async def test_no_more_is_drawn_than_people_read(house: House, browser: BrowserFront) -> None:
    settle(house)
    for turn in range(3):
        come(house, send_papers(Paper(f"{turn}")))
    await browser.enter(house.secret(ALICE))
    before, listing.MOST_SHOWN = listing.MOST_SHOWN, 2
    try:
        shown = (await browser.ask("triage/show")).body
    finally:
        listing.MOST_SHOWN = before
    assert (len(shown["waiting"]), shown["left"]) == (2, 1)


async def test_who_is_not_around_the_patient_is_told_no_name(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    settle(house)
    open_circle(house)
    number = come(house, send_papers(Paper())).number
    await browser.enter(house.secret(ALICE))
    await other.enter(house.secret(CAMILLE))
    await browser.ask("triage/file", {"number": number, "choice": 1})
    (mine,) = (await browser.ask("triage/show")).body["decided"]
    (hers,) = (await other.ask("triage/show")).body["decided"]
    assert mine["sentence"] == "Classé par FICTIF Alice chez EXEMPLE Jeanne"
    assert hers["sentence"] == "Classé par FICTIF Alice dans un cercle"
