"""One's own sendings: replaced after a look, withdrawn, by nobody else; the card tells it."""

from __future__ import annotations

from typing import Any

import pytest

from care.audit.model import Face
from care.circles.membership import remove_person
from care.consent.model import Scope
from care.dispatches.model import DispatchState, Form
from care.dispatches.store import load_dispatch, topic_of
from care.mail.delivery import Happening
from care.runtime.tables import TIMERS
from tests.care.dispatches.territory import oppose
from tests.widgets.circles import HOSTILE
from tests.widgets.front import BrowserFront
from tests.widgets.house import House
from tests.widgets.post import (
    ALICE,
    ANNE,
    BOX_TEAM,
    IDA,
    last_sent,
    leave_team,
    news,
    open_circle,
    send_words,
    settle,
)


async def test_a_document_is_replaced_after_a_last_look(
    house: House, browser: BrowserFront
) -> None:
    settle(house)
    old = send_words(house, open_circle(house))
    await browser.enter(house.secret(ALICE))
    form = {"sending": old.id, "text": HOSTILE}
    seen = await browser.ask("sending/preview", form)
    assert "Marc RAYON" in seen.body["to"][0]
    assert seen.body["text"] == HOSTILE
    assert seen.body["identity"].startswith("Traits")
    assert last_sent(house).id == old.id
    sent = await browser.ask("sending/replace", form)
    assert sent.status == 200, sent.body
    new = last_sent(house)
    assert (new.replaces, new.version, new.addressees) == (old.id, 2, old.addressees)
    assert new.home is not None
    assert new.home.card == ""
    with house.database.begin() as connection:
        before = load_dispatch(connection, house.units.keys, old.id)
        keys = set(connection.execute(TIMERS.select().with_only_columns(TIMERS.c.key)).scalars())
    assert before is not None
    assert before.state is DispatchState.REPLACED
    assert {f"dispatch:{old.id}", f"dispatch:{new.id}"} <= keys
    again = await browser.ask("sending/replace", form)
    assert again.code == "dispatch-already-replaced"


async def test_a_document_is_withdrawn_by_a_notice(house: House, browser: BrowserFront) -> None:
    settle(house)
    old = send_words(house, open_circle(house))
    await browser.enter(house.secret(ALICE))
    done = await browser.ask("sending/withdraw", {"sending": old.id})
    assert done.body["sentence"].startswith("Annulé")
    assert last_sent(house).form is Form.NOTICE
    again = await browser.ask("sending/withdraw", {"sending": old.id})
    assert again.code == "dispatch-already-withdrawn"
    standing = {one["id"]: one["standing"] for one in await _listed(browser)}
    assert standing[old.id] == ["Annulé depuis\u00a0: les destinataires ont reçu un avis."]


async def test_what_somebody_did_not_get_is_sent_again_by_a_button(
    house: House, browser: BrowserFront
) -> None:
    settle(house)
    one = send_words(house, open_circle(house))
    await browser.enter(house.secret(ALICE))
    form = {"sending": one.id}
    assert (await browser.ask("sending/again", form)).code == "dispatch-nothing-failed"
    assert [item["lacking"] for item in await _listed(browser)] == [False]
    news(house, one, Happening.OFFERED)
    news(house, one, Happening.REFUSED, "4.2.2")
    assert [item["lacking"] for item in await _listed(browser)] == [True]
    done = await browser.ask("sending/again", form)
    assert "Renvoyé, tel quel, à Dr Marc RAYON" in done.body["sentence"]
    (item,) = await _listed(browser)
    assert (item["lacking"], item["failed"]) == (False, False)
    assert (await browser.ask("sending/again", form)).code == "dispatch-nothing-failed"


async def _listed(browser: BrowserFront) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await browser.ask("sending/show")).body["sendings"]
    return found


@pytest.mark.parametrize("person", [IDA, ANNE], ids=["a colleague", "family"])
async def test_nobody_else_s(house: House, browser: BrowserFront, person: str) -> None:
    settle(house)
    one = send_words(house, open_circle(house))
    await browser.enter(house.secret(person))
    assert await _listed(browser) == []
    for sending in (one.id, "d" + "0" * 32, ""):
        for name, more in (
            ("withdraw", {}),
            ("again", {}),
            ("replace", {"text": "x"}),
            ("preview", {"text": "x"}),
        ):
            answer = await browser.ask(f"sending/{name}", {"sending": sending, **more})
            assert answer.code == "dispatch-unknown"
    topics = {"topics": [topic_of(house.units.keys, ALICE)], "last": None}
    assert (await browser.post("watch", topics)).code == "topic-refused"


async def test_who_may_not_send_any_more_changes_nothing(
    house: House, browser: BrowserFront
) -> None:
    settle(house)
    circle = open_circle(house)
    one = send_words(house, circle, by=IDA, box=BOX_TEAM)
    await browser.enter(house.secret(IDA))
    assert [item["id"] for item in await _listed(browser)] == [one.id]
    with house.units.unit("no") as work:
        oppose(work, circle, Scope.MAIL_TO_PROFESSIONALS)
    form = {"sending": one.id, "text": "x"}
    assert (await browser.ask("sending/replace", form)).code == "consent-opposed-mail"
    leave_team(house, IDA)
    assert (await browser.ask("sending/withdraw", form | {})).code == "bad-request"
    answer = await browser.ask("sending/withdraw", {"sending": one.id})
    assert answer.code == "dispatch-no-own-mailbox"
    with house.units.unit("out") as work:
        remove_person(work, circle.id, IDA, IDA, Face.ROOM)
    shown = (await browser.ask("sending/show")).body
    assert (shown["sendings"], shown["hidden"]) == ([], 1)
    assert (await browser.ask("sending/withdraw", {"sending": one.id})).code == "dispatch-unknown"
