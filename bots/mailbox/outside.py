"""What answers no mail stays between the people of the room: nobody must believe that it left."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bots.engine.markup import Written, write
from bots.liaison.sending.wording import Ask, read_said
from bots.mailbox.texts import TEXTS
from care.matrix.model import IncomingMessage
from care.runtime.memory import recall, remember
from care.runtime.outbox import transaction_of
from care.runtime.units import UnitOfWork

#: For how long somebody who was told remembers.
REMEMBERS = timedelta(hours=8)
_TOLD = "stays:"
_ORDERS = frozenset({Ask.CONFIRM, Ask.CANCEL})


def say_it_stays(work: UnitOfWork, account: str, message: IncomingMessage) -> Written | None:
    """That `message` left for nobody; None between people, or to who was told a short while ago.

    Whoever speaks to `account`, or says a word that sends, is told each time.
    """
    answered = message.thread or message.in_reply_to
    named = _named(message)
    is_to_us = (
        account in named
        or read_said(message.text, _ORDERS) is not None
        or (answered is not None and transaction_of(work.connection, account, answered) is not None)
    )
    if not is_to_us and (answered is not None or named):
        return None
    key = _TOLD + message.sender.user_id
    told = recall(work.connection, account, key)
    if not is_to_us and told and work.now < datetime.fromisoformat(told) + REMEMBERS:
        return None
    remember(work.connection, account, key, work.now.isoformat())
    return write([TEXTS.say("stays-here"), TEXTS.say("stays-next")])


def _named(message: IncomingMessage) -> Collection[str]:
    """Whom the message rings."""
    mentions = message.content.get("m.mentions")
    people = mentions.get("user_ids") if isinstance(mentions, dict) else None
    return {str(one) for one in people} if isinstance(people, list) else set()
