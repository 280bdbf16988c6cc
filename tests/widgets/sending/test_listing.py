"""Where each sending is, for each recipient, in words."""

from __future__ import annotations

from typing import Any

from care.dispatches.store import topic_of
from care.dispatches.watching import wake_to_show
from care.mail.delivery import Happening
from tests.widgets.front import BrowserFront
from tests.widgets.house import House
from tests.widgets.post import ALICE, news, open_circle, send_words, settle


async def test_from_waiting_to_read_and_what_to_do_when_it_failed(
    house: House, browser: BrowserFront
) -> None:
    settle(house)
    circle = open_circle(house)
    one = send_words(house, circle)
    await browser.enter(house.secret(ALICE))

    async def shown() -> dict[str, Any]:
        found: dict[str, Any] = (await browser.ask("sending/show")).body["sendings"][0]
        return found

    first = await shown()
    assert first["patient"] == "EXEMPLE Jeanne"
    assert first["circle"] == circle.id.text
    assert [one["where"] for one in first["recipients"]] == ["en attente d’envoi"]
    for happening, words in (
        (Happening.OFFERED, "en attente d’envoi"),
        (Happening.TAKEN, "envoyé"),
        (Happening.ARRIVED, "remis dans sa boîte"),
        (Happening.OPENED, "lu"),
    ):
        news(house, one, happening)
        told = (await shown())["recipients"][0]
        assert (told["where"], told["failed"]) == (words, False)
    news(house, one, Happening.UNUSABLE, "903")
    failed = await shown()
    told = failed["recipients"][0]
    assert failed["failed"] is True
    assert "le matricule INS est absent (903)" in told["where"]
    assert told["advice"].startswith("Le destinataire le rangera")


async def test_an_open_page_hears_of_news(house: House, browser: BrowserFront) -> None:
    settle(house)
    one = send_words(house, open_circle(house))
    await browser.enter(house.secret(ALICE))
    shown = (await browser.ask("sending/show")).body
    assert shown["topics"] == [topic_of(house.units.keys, ALICE)]
    with house.units.unit("news") as work:
        wake_to_show(work, one)
        assert work.published == shown["topics"]
