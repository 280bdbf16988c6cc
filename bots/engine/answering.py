"""Puts a bot behind an account's session: its answers queued, its silences explained."""

from __future__ import annotations

from pathlib import Path

from bots.engine.bot import Bot
from bots.engine.canary import answer_canary
from care.matrix.model import IncomingMessage
from care.matrix.trust import Doubt
from care.runtime.outgoing import Address, ClearNotice, Say
from care.runtime.texts import Texts
from care.runtime.units import UnitOfWork

TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


class Answering:
    """The handler (`care.matrix.handling.Handler`) of `account`, answered for by `bot`."""

    def __init__(self, account: str, bot: Bot) -> None:
        self._account = account
        self._bot = bot

    async def prepare(self, message: IncomingMessage) -> None:
        """Let a bot that awaits do so before the unit of work opens."""
        prepare = getattr(self._bot, "prepare", None)
        is_for_bot = message.edits is None and answer_canary(message) is None
        if prepare is not None and is_for_bot:
            await prepare(message)

    def handle(self, work: UnitOfWork, message: IncomingMessage) -> None:
        """Queue the bot's answers; an edited question is not asked again."""
        if message.edits is not None:
            return
        canary = answer_canary(message)
        for outgoing in [canary] if canary is not None else self._bot.handle(work, message):
            work.send(self._account, outgoing)

    def failed(self, work: UnitOfWork, message: IncomingMessage, incident: str) -> None:
        """Say that it is our fault, and the number to quote."""
        if message.direct:
            text = TEXTS.say("failed", incident=incident)
            work.send(self._account, Say(Address(message.room_id), text))

    def unreadable(self, work: UnitOfWork, room: Address) -> None:
        """Say what to do, to people whose key did not come."""
        work.send(self._account, Say(room, TEXTS.say("unreadable")))

    def doubtful(self, work: UnitOfWork, room: Address, doubt: Doubt) -> None:
        """Say in clear, since this device cannot read us otherwise, what to do."""
        work.send(self._account, ClearNotice(room, TEXTS.say(f"doubt-{doubt.value}")))
