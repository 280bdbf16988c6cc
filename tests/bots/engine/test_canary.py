"""A canary is answered by the engine itself, only in a conversation of two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bots.engine.canary import ANSWER, ASK, answer_canary, canary_question
from care.matrix.model import IncomingMessage, Person
from care.runtime.outgoing import Address

QUESTION = canary_question(Address(key="canary:x"), "42")
RECEIVED = IncomingMessage(
    "$1",
    "!watch:x",
    Person("@vigie:x"),
    QUESTION.text,
    direct=True,
    sent_at=datetime(2026, 1, 1, tzinfo=UTC),
    content={"body": QUESTION.text, **QUESTION.data},
)


def test_the_answer_has_the_number_of_the_question() -> None:
    answer = answer_canary(RECEIVED)
    assert answer is not None
    assert answer.data == {ANSWER: "42"}
    assert answer.to == Address(room_id="!watch:x")


def test_an_answer_is_not_a_question() -> None:
    answer = answer_canary(RECEIVED)
    assert answer is not None
    assert answer_canary(replace(RECEIVED, content=answer.data)) is None


def test_neither_in_a_group_nor_with_a_strange_number() -> None:
    assert answer_canary(replace(RECEIVED, direct=False)) is None
    assert answer_canary(replace(RECEIVED, content={ASK: ["42"]})) is None
