"""Between the session and the bot: nothing is answered twice, no silence is unexplained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from bots.engine.answering import Answering
from bots.engine.bot import Attentive
from bots.engine.canary import ASK
from bots.engine.dialogue import Dialogue
from care.matrix.model import (
    Arrival,
    Departure,
    Erased,
    IncomingMessage,
    Person,
    Reaction,
    Receipt,
)
from care.matrix.trust import Doubt
from care.matrix.window import Window
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Address, ClearNotice, Invite, Outgoing, Say
from care.runtime.timers import Timer, set_timer
from care.runtime.units import UnitOfWork

ACCOUNT = "@echo:dialogue.test"
QUESTION = IncomingMessage(
    "$1",
    "!r:x",
    Person("@alice:x"),
    "bonjour",
    direct=True,
    sent_at=datetime(2026, 1, 1, tzinfo=UTC),
)


class Echo:
    """Says again what it hears."""

    name = "echo"

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> Iterable[Outgoing]:
        return [Say(Address(message.room_id), message.text)]


@pytest.fixture
def talk() -> Dialogue:
    return Dialogue(Echo())


def sent(talk: Dialogue, act: object, *arguments: object) -> list[Outgoing]:
    """What `act` queues when called inside a unit of work."""
    with talk.units.unit("$cause") as work:
        act(work, *arguments)  # type: ignore[operator]
    with talk.units.database.begin() as connection:
        return [row.outgoing for row in load_pending(connection, talk.units.keys, ACCOUNT)]


def test_a_question_is_answered(talk: Dialogue) -> None:
    assert talk.receives(QUESTION) == ["bonjour"]


def test_a_corrected_question_is_not_asked_again(talk: Dialogue) -> None:
    assert talk.receives(replace(QUESTION, edits="$0")) == []


def test_a_canary_never_reaches_the_bot(talk: Dialogue) -> None:
    assert talk.receives(replace(QUESTION, content={ASK: "7"})) == ["canary"]


def test_a_failure_gives_a_number_to_quote(talk: Dialogue) -> None:
    (said,) = sent(talk, Answering(ACCOUNT, Echo()).failed, QUESTION, "123456")
    assert isinstance(said, Say)
    assert "123456" in said.text
    assert "bonjour" not in said.text


class Clerk(Echo):
    """Whoever writes where it is writes to it."""

    def is_written_to(self, message: IncomingMessage) -> bool:
        return message.text == "bonjour"


GROUP = replace(QUESTION, direct=False)
ORDER = replace(GROUP, text="!envoyer au cabinet")


@pytest.mark.parametrize(
    ("bot", "message", "told"), [(Echo(), GROUP, 0), (Echo(), ORDER, 1), (Clerk(), GROUP, 1)]
)
def test_a_failure_in_a_group_is_told_to_who_waits_for_an_answer(
    talk: Dialogue, bot: Echo, message: IncomingMessage, told: int
) -> None:
    said = sent(talk, Answering(ACCOUNT, bot).failed, message, "123456")
    assert len(said) == told
    assert all(isinstance(one, Say) and one.in_reply_to == "$1" for one in said)


def test_an_unreadable_message_tells_what_to_do(talk: Dialogue) -> None:
    (said,) = sent(talk, Answering(ACCOUNT, Echo()).unreadable, Address("!r:x"))
    assert isinstance(said, Say)
    assert "Renvoyez" in said.text


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_is_told_where_it_can_be_read(talk: Dialogue, doubt: Doubt) -> None:
    (said,) = sent(talk, Answering(ACCOUNT, Echo()).doubtful, Address("!r:x"), doubt)
    assert isinstance(said, ClearNotice)
    assert said.text.startswith("Je ne peux pas vous répondre")


class Liaison(Echo, Attentive):
    """Says what it is told of, and has a window."""

    def __init__(self) -> None:
        self.window = Window()
        self.receipts: list[Receipt] = []

    async def prepare(self, message: IncomingMessage) -> None:
        return None

    def reacted(self, work: UnitOfWork, reaction: Reaction) -> Iterable[Outgoing]:
        yield Say(Address(reaction.room_id), f"{reaction.emoji} noté")

    def failed_to_send(
        self, work: UnitOfWork, outgoing: Outgoing, transaction_id: str
    ) -> Iterable[Outgoing]:
        assert isinstance(outgoing, Invite)
        yield Say(outgoing.to, f"{outgoing.person} introuvable ({transaction_id})")

    def read(self, connection: Connection, receipts: Sequence[Receipt]) -> None:
        self.receipts += receipts

    def due(self, work: UnitOfWork, timer: Timer) -> Iterable[Outgoing]:
        yield Say(Address("!r:x"), f"rappel {timer.data['quoi']} à {work.now:%H:%M}")
        if timer.key == "pansement":
            again = timer.due_at + timedelta(days=1)
            set_timer(work, timer.owner, timer.key, again, timer.data)


AT = datetime(2026, 1, 1, tzinfo=UTC)
REACTION = Reaction("$2", "!r:x", Person("@alice:x"), "$1", "✅", AT, direct=True)
SIGNS = [
    Arrival("$3", "!r:x", Person("@bruno:x"), AT),
    Departure("$4", "!r:x", Person("@bruno:x"), "@alice:x", AT),
    Erased("$5", "!r:x", "$1", "@alice:x", AT),
]


def test_a_bot_hears_what_it_has_ears_for() -> None:
    plain, attentive = Answering(ACCOUNT, Echo()), Answering(ACCOUNT, Liaison())
    assert (plain.attentive, plain.wants_receipts, plain.window) == (False, False, None)
    assert (attentive.attentive, attentive.wants_receipts) == (True, True)
    assert attentive.window is not None


def test_what_happens_is_answered_or_passed_over() -> None:
    liaison = Dialogue(Liaison())
    assert liaison.happens(REACTION) == ["✅ noté"]
    assert [liaison.happens(sign) for sign in SIGNS] == [[], [], []]


def test_a_plain_bot_says_nothing_of_it(talk: Dialogue) -> None:
    assert [talk.happens(sign) for sign in (REACTION, *SIGNS)] == [[]] * 4
    assert talk.refuses(Invite(Address("!r:x"), "@b:x"), "t1") == []


def test_a_refusal_is_said() -> None:
    liaison = Dialogue(Liaison())
    said = liaison.refuses(Invite(Address("!r:x"), "@b:x"), "t1")
    assert said == ["@b:x introuvable (t1)"]


def test_receipts_are_passed_on(talk: Dialogue) -> None:
    bot = Liaison()
    receipt = Receipt("!r:x", "@alice:x", "$1", AT)
    with talk.units.database.begin() as connection:
        Answering(ACCOUNT, bot).read(connection, [receipt])
        Answering(ACCOUNT, Echo()).read(connection, [receipt])
    assert bot.receipts == [receipt]


def test_what_is_due_is_done_at_its_hour_in_order() -> None:
    liaison = Dialogue(Liaison())
    start = liaison.clock.now()
    with liaison.units.unit("$set") as work:
        for key, hours in (("pansement", 3), ("appel", 1)):
            due_at = start + timedelta(hours=hours)
            set_timer(work, liaison.account, key, due_at, {"quoi": key})
    assert liaison.wait_until(start + timedelta(minutes=59)) == []
    assert liaison.wait_until(start + timedelta(hours=30)) == [
        "rappel appel à 09:00",
        "rappel pansement à 11:00",
        "rappel pansement à 11:00",
    ]
    assert liaison.clock.now() == start + timedelta(hours=30)
