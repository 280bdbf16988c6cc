"""Between the session and the bot: nothing is answered twice, no silence is unexplained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bots.engine.answering import Answering
from bots.engine.canary import ASK
from bots.engine.dialogue import Dialogue
from care.matrix.model import IncomingMessage, Person
from care.matrix.trust import Doubt
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Address, ClearNotice, Outgoing, Say
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


def test_a_failure_in_a_group_disturbs_nobody(talk: Dialogue) -> None:
    group = replace(QUESTION, direct=False)
    assert sent(talk, Answering(ACCOUNT, Echo()).failed, group, "123456") == []


def test_an_unreadable_message_tells_what_to_do(talk: Dialogue) -> None:
    (said,) = sent(talk, Answering(ACCOUNT, Echo()).unreadable, Address("!r:x"))
    assert isinstance(said, Say)
    assert "Renvoyez" in said.text


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_is_told_where_it_can_be_read(talk: Dialogue, doubt: Doubt) -> None:
    (said,) = sent(talk, Answering(ACCOUNT, Echo()).doubtful, Address("!r:x"), doubt)
    assert isinstance(said, ClearNotice)
    assert said.text.startswith("Je ne peux pas vous répondre")
