"""The dialogue shows what a bot would receive and send, as the engine would."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from bots.engine.dialogue import Dialogue
from care.matrix.model import IncomingMessage
from care.runtime.memory import recall, remember
from care.runtime.outgoing import Address, OpenRoom, Outgoing, Say
from care.runtime.units import UnitOfWork


class Counter:
    """Answers with how many messages it has seen, and at what time."""

    name = "compteur"

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        seen = int(recall(work.connection, self.name, "seen") or 0) + 1
        remember(work.connection, self.name, "seen", str(seen))
        if message.text == "casse":
            raise ValueError(message.text)
        here = Address(room_id=message.room_id)
        yield Say(here, f"{message.sender.user_id} {seen} {message.direct} {work.now:%H:%M:%S}")
        if message.text == "ouvrir":
            yield OpenRoom("pair", (message.sender.user_id,), step_back=True)
            yield Say(Address(key="pair"), "Bienvenue")


def test_each_turn_returns_its_own_answers_and_moves_the_clock() -> None:
    talk = Dialogue(Counter(), start=datetime(2026, 1, 1, 9, tzinfo=UTC))
    assert talk.says("@a:x", "un") == ["@a:x 1 True 09:00:01"]
    assert talk.says("@b:x", "deux", direct=False) == ["@b:x 2 False 09:00:02"]


def test_what_a_bot_opens_is_in_outgoing_in_order() -> None:
    talk = Dialogue(Counter())
    answers = talk.says("@a:x", "ouvrir", room="!r:x")
    assert answers[1] == "Bienvenue"
    assert [item.verb for item in talk.outgoing] == ["say", "open_room", "say"]


def test_a_turn_that_fails_leaves_nothing_behind() -> None:
    talk = Dialogue(Counter())
    with pytest.raises(ValueError, match="casse"):
        talk.says("@a:x", "casse")
    assert talk.says("@a:x", "un")[0].startswith("@a:x 1 ")


def test_two_bots_may_share_one_database() -> None:
    first = Dialogue(Counter())
    second = Dialogue(Counter(), units=first.units)
    first.says("@a:x", "un")
    assert second.says("@a:x", "deux")[0].startswith("@a:x 2 ")
