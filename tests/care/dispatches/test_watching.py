"""News of what left wake whoever shows it; each failure calls once."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import update

from care.dispatches.model import Dispatch, Home, Where
from care.dispatches.store import load_dispatch, save_dispatch
from care.dispatches.watching import DispatchWatcher, is_to_show, take_news
from care.mail.delivery import Delivery
from care.mail.model import DeliveryChange
from care.mail.queue import load_outgoing
from care.mail.tables import RECIPIENTS
from care.runtime.timers import Timer, load_due
from tests.care.dispatches.territory import BOX_ALICE, BOX_RAD_2, Territory
from tests.care.dispatches.test_workflow import draft, leave, words

BOT = "@liaison:test"


def a_sending(town: Territory) -> Dispatch:
    """A document that waits, shown by Liaison."""
    sent = replace(leave(town, draft(town, town.open_circle(), words())), home=Home(BOT, "!room"))
    with town.unit() as work:
        save_dispatch(work, sent)
    return sent


def tell(town: Territory, message_id: str, state: Delivery, code: str = "") -> list[Timer]:
    """The mail went further; who is woken."""
    with town.unit() as work:
        mail = load_outgoing(work.connection, work.keys, BOX_ALICE, message_id)
        if mail is not None:
            work.connection.execute(
                update(RECIPIENTS)
                .where(RECIPIENTS.c.number == mail.number)
                .values(state=state.value, code=code)
            )
        change = DeliveryChange(BOX_ALICE, message_id, BOX_RAD_2, state, code)
        DispatchWatcher().delivery_changed(work, change)
    with town.database.begin() as connection:
        return [one for one in load_due(connection, [BOT], town.clock.now()) if is_to_show(one)]


def test_news_come_once_to_whoever_shows_it() -> None:
    town = Territory()
    sent = a_sending(town)
    tell(town, sent.message_id, Delivery.SENT)
    (timer,) = tell(town, sent.message_id, Delivery.FAILED, "903")
    with town.unit() as work:
        news = take_news(work, timer)
        assert news is not None
        _, (standing,), rings = news
        assert (standing.where, standing.code, rings) == (Where.FAILED, "903", (0,))
        again = take_news(work, timer)
        assert again is not None
        assert again[2] == ()
    (timer,) = tell(town, sent.message_id, Delivery.READ)
    with town.unit() as work:
        late = take_news(work, timer)
        assert late is not None
        assert late[1][0].where is Where.READ
        known = load_dispatch(work.connection, work.keys, sent.id)
        assert known is not None
        assert known.rung == ()


def test_a_mail_of_others_wakes_nobody() -> None:
    town = Territory()
    assert tell(town, "<unknown@x>", Delivery.SENT) == []


def test_what_was_forgotten_since_is_no_news() -> None:
    town = Territory()
    with town.unit() as work:
        assert take_news(work, Timer(BOT, "dispatch:d9", town.clock.now())) is None
