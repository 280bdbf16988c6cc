"""Letters decided of by the page: by the team alone, once, as in the triage room."""

from __future__ import annotations

import pytest

from care.letters.model import LetterState
from care.letters.waking import topic_of
from care.runtime.tables import TIMERS
from tests.widgets.circles import HOSTILE
from tests.widgets.front import BrowserFront
from tests.widgets.house import House
from tests.widgets.post import (
    ALICE,
    ANNE,
    BOX_ALICE,
    CAMILLE,
    IDA,
    PAUL,
    Paper,
    come,
    documents,
    leave_team,
    letter,
    open_circle,
    send_papers,
    settle,
    write,
)

_ACTS = {
    "file": {"choice": 1}, "keep": {}, "discard": {"reason": "envoyé par erreur"}, "undo": {},
    "release": {}, "circle": {}, "letter": {},
}  # fmt: skip


async def _watches(browser: BrowserFront, *topics: str) -> bool:
    form = {"topics": list(topics), "last": None}
    headers = {"Origin": browser.url, "Authorization": f"Bearer {browser.token}"}
    where = f"{browser.url}/pages/api/watch"
    async with browser.http.post(where, json=form, headers=headers) as got:
        return got.status == 200


async def test_a_letter_is_filed_into_the_circle_that_was_chosen(
    house: House, browser: BrowserFront
) -> None:
    settle(house)
    circle = open_circle(house)
    number = come(house, send_papers(Paper())).number
    await browser.enter(house.secret(ALICE))
    (waiting,) = (await browser.ask("triage/show")).body["waiting"]
    assert waiting["candidates"][0]["name"] == "EXEMPLE Jeanne"
    filed = await browser.ask("triage/file", {"number": number, "choice": 1})
    assert filed.body == {"sentence": "Classé dans le cercle de EXEMPLE Jeanne."}
    assert letter(house, number).circle == circle.id.text
    assert len(documents(house, circle)) == 1
    shown = (await browser.ask("triage/show")).body
    assert shown["waiting"] == []
    assert "Classé par FICTIF Alice chez EXEMPLE Jeanne" in shown["decided"][0]["sentence"]
    undone = await browser.ask("triage/undo", {"number": number})
    assert undone.status == 200, undone.body
    assert letter(house, number).state is LetterState.TO_TRIAGE
    assert documents(house, circle)[0].standing == "withdrawn"


async def test_of_two_at_once_one_wins_and_the_other_reads_who(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    settle(house)
    circle = open_circle(house)
    number = come(house, send_papers(Paper())).number
    await browser.enter(house.secret(ALICE))
    await other.enter(house.secret(IDA))
    assert (await browser.ask("triage/file", {"number": number, "choice": 1})).status == 200
    late = await other.ask("triage/discard", {"number": number, "reason": "doublon"})
    assert late.code == "letter-is-filed"
    assert "FICTIF Alice – médecin a déjà classé" in late.body["sentence"]
    assert len(documents(house, circle)) == 1


async def test_kept_discarded_released_and_handed_over(house: House, browser: BrowserFront) -> None:
    settle(house)
    kept = come(house, send_papers(Paper())).number
    gone = come(house, send_papers(Paper("2"))).number
    aside = come(house, write(text="Bonjour"), reason="mail-sender-untrusted").number
    await browser.enter(house.secret(ALICE))
    assert (
        (await browser.ask("triage/circle", {"number": kept}))
        .body["sentence"]
        .startswith("Liaison vous écrit")
    )
    assert (await browser.ask("triage/keep", {"number": kept})).status == 200
    short = await browser.ask("triage/discard", {"number": gone, "reason": " "})
    assert short.code == "letter-why"
    form = {"number": gone, "reason": "envoyé par erreur", "code": 906}
    assert (await browser.ask("triage/discard", form)).status == 200
    assert letter(house, gone).sheet.discarded_for == "envoyé par erreur"
    assert (await browser.ask("triage/release", {"number": aside})).status == 200
    assert letter(house, aside).state is LetterState.RELEASED
    assert letter(house, kept).state is LetterState.SHOWN
    with house.database.begin() as connection:
        keys = set(connection.execute(TIMERS.select()).mappings())
    assert {"letters:show"} <= {row["key"] for row in keys}
    assert any(row["key"].startswith("circles:draft:") for row in keys)


async def test_what_must_stay_in_quarantine_stays(house: House, browser: BrowserFront) -> None:
    settle(house)
    number = come(house, write(), reason="letter-archive-bomb").number
    await browser.enter(house.secret(ALICE))
    (waiting,) = (await browser.ask("triage/show")).body["waiting"]
    assert (waiting["quarantined"], waiting["releasable"]) == (True, False)
    assert waiting["reason"].startswith("L’archive est démesurée")
    assert (await browser.ask("triage/release", {"number": number})).code == "letter-must-stay"
    fetched = await browser.post("file/triage/attached", {"number": number, "rank": 1})
    assert fetched.code == "letter-file-unknown"


@pytest.mark.parametrize("person", [PAUL, ANNE], ids=["not of the team", "family"])
async def test_nobody_else_sees_or_decides(
    house: House, browser: BrowserFront, person: str
) -> None:
    settle(house)
    open_circle(house)
    one = come(house, send_papers(Paper()))
    await browser.enter(house.secret(person))
    shown = (await browser.ask("triage/show")).body
    assert (shown["mailboxes"], shown["waiting"], shown["topics"]) == ([], [], [])
    for name, form in _ACTS.items():
        answer = await browser.ask(f"triage/{name}", {"number": one.number, **form})
        assert answer.code == "letter-unknown", name
    fetched = await browser.post("file/triage/attached", {"number": one.number, "rank": 1})
    assert (fetched.status, fetched.code) == (403, "letter-unknown")
    assert letter(house, one.number) == one
    seat = house.mail.mailboxes.at(one.mailbox)
    assert seat is not None
    assert not await _watches(browser, topic_of(house.units.keys, seat.account))


async def test_who_leaves_the_team_is_refused_at_once(house: House, browser: BrowserFront) -> None:
    settle(house)
    number = come(house, send_papers(Paper())).number
    entered = await browser.enter(house.secret(CAMILLE))
    assert "triage" in entered.body["me"]["pages"]
    shown = (await browser.ask("triage/show")).body
    assert len(shown["waiting"]) == 1
    assert await _watches(browser, *shown["topics"])
    leave_team(house, CAMILLE)
    assert not await _watches(browser, *shown["topics"])
    assert (await browser.ask("triage/show")).body["waiting"] == []
    assert (await browser.ask("triage/keep", {"number": number})).code == "letter-unknown"
    assert letter(house, number).state is LetterState.TO_TRIAGE


async def test_a_mailbox_is_its_own_team_s(house: House, browser: BrowserFront) -> None:
    settle(house)
    hers = come(house, send_papers(Paper()), box=BOX_ALICE).number
    await browser.enter(house.secret(IDA))
    assert (await browser.ask("triage/letter", {"number": hers})).code == "letter-unknown"
    assert (await browser.ask("triage/letter", {"number": 99})).code == "letter-unknown"


async def test_hostile_words_travel_as_they_are(house: House, browser: BrowserFront) -> None:
    settle(house)
    source = send_papers(Paper(), subject=HOSTILE, name=HOSTILE, text=HOSTILE)
    number = come(house, source).number
    await browser.enter(house.secret(ALICE))
    shown = (await browser.ask("triage/letter", {"number": number})).body
    assert shown["text"].strip() == HOSTILE
    assert shown["subject"] == HOSTILE
    for form in ({"number": HOSTILE}, {"number": 0}, {"number": number, "x": 1}, {}):
        assert (await browser.ask("triage/keep", form)).code == "bad-request"


async def test_a_patient_who_came_to_be_known_is_offered(
    house: House, browser: BrowserFront
) -> None:
    settle(house)
    number = come(house, send_papers(Paper())).number
    await browser.enter(house.secret(ALICE))
    assert (await browser.ask("triage/show")).body["waiting"][0]["candidates"] == []
    open_circle(house)
    await browser.ask("triage/refresh")
    (candidate,) = (await browser.ask("triage/show")).body["waiting"][0]["candidates"]
    assert candidate["fileable"]
    assert (await browser.ask("triage/file", {"number": number, "choice": 1})).status == 200
    assert (await browser.ask("triage/file", {"number": number, "choice": 9})).status == 403
