"""One card for each dispatch, where it was asked for."""

from __future__ import annotations

from dataclasses import replace

from bots.liaison.sending.cards import StatusCards
from care.dispatches.model import Home
from care.dispatches.office import PARIS
from care.dispatches.store import load_dispatch
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Say
from care.runtime.timers import Timer
from tests.care.dispatches.territory import KEYS, Territory
from tests.care.dispatches.test_workflow import draft, leave, words

BOT = "@liaison:test"


def test_the_last_card_written_is_the_one_that_is_edited() -> None:
    town = Territory()
    sent = leave(town, draft(town, town.open_circle(), words()))
    cards, home = StatusCards(BOT, PARIS), Home(BOT, "!room", thread="$root")
    with town.unit() as work:
        cards.write(work, sent, home)
        last = cards.write(work, sent, home)
        known = load_dispatch(work.connection, work.keys, sent.id)
        assert known is not None
        assert known.home == replace(home, card=last)
        cards.edit(work, sent.id)
    with town.database.begin() as connection:
        said = [row.outgoing for row in load_pending(connection, KEYS, BOT, 0)]
    says = [one for one in said if isinstance(one, Say)]
    assert [one.edits for one in says] == [None, None, last]
    assert [one.thread for one in says] == ["$root", "$root", None]
    assert all(one.notice for one in says)


def test_other_timers_are_not_ours_and_what_is_forgotten_says_nothing() -> None:
    town = Territory()
    cards = StatusCards(BOT, PARIS)
    with town.unit() as work:
        assert not cards.due(work, Timer(BOT, "task:1", work.now))
        assert cards.due(work, Timer(BOT, "dispatch:d9", work.now))
        assert work.queued == []
