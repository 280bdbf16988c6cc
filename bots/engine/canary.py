"""A message that proves a bot alive: asked by the sentinel, answered by every bot alike."""

from __future__ import annotations

from care.matrix.model import IncomingMessage
from care.runtime.outgoing import Address, Say

ASK = "fr.cercle.canary"
ANSWER = "fr.cercle.canary_answer"


def canary_question(room: Address, number: str) -> Say:
    """The sentinel's question, told apart by `number`."""
    return Say(room, "canary", data={ASK: number}, notice=False)


def answer_canary(message: IncomingMessage) -> Say | None:
    """The answer to a canary; None when `message` is none."""
    number = message.content.get(ASK)
    if not isinstance(number, str) or not message.direct:
        return None
    return Say(Address(message.room_id), "canary", data={ANSWER: number}, notice=True)
