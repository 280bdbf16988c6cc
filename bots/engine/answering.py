"""Puts a bot behind an account's session: its answers queued, its silences explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from bots.engine.bot import (
    Accountable,
    Attentive,
    Bot,
    Correcting,
    Looking,
    LookingBack,
    Movable,
    Obliging,
    Observant,
    Preparing,
    Timed,
)
from bots.engine.canary import answer_canary
from bots.engine.script import GROUP_PREFIX
from care.matrix.handling import Handler
from care.matrix.model import (
    Arrival,
    Departure,
    Erased,
    IncomingMessage,
    Moved,
    Reaction,
    Receipt,
)
from care.matrix.trust import Doubt
from care.runtime.outgoing import Address, ClearNotice, Outgoing, Say
from care.runtime.texts import Texts
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork

TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


class Answering(Handler):
    """The handler of `account`, answered for by `bot`: what it returns is queued."""

    def __init__(self, account: str, bot: Bot) -> None:
        self._account = account
        self._bot = bot
        self.attentive = isinstance(bot, Attentive)
        self.wants_receipts = isinstance(bot, Observant)
        self.window = bot.window if isinstance(bot, Looking) else None

    def looks_back(self, message: IncomingMessage) -> bool:
        """Whether the bot must find what came before."""
        return isinstance(self._bot, LookingBack) and self._bot.looks_back(message)

    async def prepare(self, message: IncomingMessage) -> None:
        """Let a bot that awaits do so before the unit of work opens."""
        is_for_bot = message.edits is None and answer_canary(message) is None
        if isinstance(self._bot, Preparing) and is_for_bot:
            await self._bot.prepare(message)

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> None:
        """Queue the bot's answers; an edited question is not asked again."""
        if message.edits is not None:
            if isinstance(self._bot, Correcting):
                self._send(work, self._bot.edited(work, message))
            return
        canary = answer_canary(message)
        self._send(work, [canary] if canary is not None else self._bot.handle(work, message))

    def failed(self, work: UnitOfWork, message: IncomingMessage, incident: str) -> None:
        """Say that it is our fault, and the number to quote, to who waits for something."""
        obliging = isinstance(self._bot, Obliging) and self._bot.is_written_to(message)
        if message.direct or message.text.startswith(GROUP_PREFIX) or obliging:
            text = TEXTS.say("failed", incident=incident)
            answered = None if message.direct else message.event_id
            say = Say(Address(message.room_id), text, in_reply_to=answered)
            work.send(self._account, say)

    def unreadable(self, work: UnitOfWork, room: Address) -> None:
        """Say what to do, to people whose key did not come."""
        work.send(self._account, Say(room, TEXTS.say("unreadable")))

    def doubtful(self, work: UnitOfWork, room: Address, doubt: Doubt) -> None:
        """Say in clear, since this device cannot read us otherwise, what to do."""
        work.send(self._account, ClearNotice(room, TEXTS.say(f"doubt-{doubt.value}")))

    def failed_to_send(self, work: UnitOfWork, outgoing: Outgoing, transaction_id: str) -> None:
        if isinstance(self._bot, Accountable):
            self._send(work, self._bot.failed_to_send(work, outgoing, transaction_id))

    def reacted(self, work: UnitOfWork, reaction: Reaction) -> None:
        if isinstance(self._bot, Attentive):
            self._send(work, self._bot.reacted(work, reaction))

    def arrived(self, work: UnitOfWork, arrival: Arrival) -> None:
        if isinstance(self._bot, Attentive):
            self._send(work, self._bot.arrived(work, arrival))

    def left(self, work: UnitOfWork, departure: Departure) -> None:
        if isinstance(self._bot, Attentive):
            self._send(work, self._bot.left(work, departure))

    def erased(self, work: UnitOfWork, erased: Erased) -> None:
        if isinstance(self._bot, Attentive):
            self._send(work, self._bot.erased(work, erased))

    def moved(self, work: UnitOfWork, moved: Moved) -> None:
        if isinstance(self._bot, Movable):
            self._send(work, self._bot.moved(work, moved))

    def read(self, connection: Connection, receipts: Sequence[Receipt]) -> None:
        if isinstance(self._bot, Observant):
            self._bot.read(connection, receipts)

    def due(self, work: UnitOfWork, timer: Timer) -> None:
        """Do what a timer of this account is for."""
        if isinstance(self._bot, Timed):
            self._send(work, self._bot.due(work, timer))

    def _send(self, work: UnitOfWork, outgoing: Iterable[Outgoing]) -> None:
        for one in outgoing:
            work.send(self._account, one)
