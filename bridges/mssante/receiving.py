"""Keeps one mailbox read: connects, collects, waits for more, begins again when it breaks."""

from __future__ import annotations

import asyncio

import structlog

from bridges.mssante.back_off import connection_pause
from bridges.mssante.collecting import Collector
from bridges.mssante.imap.client import ImapClient
from bridges.mssante.imap.connection import CommandRefused
from bridges.mssante.post import Bell, Post, chance
from bridges.mssante.trouble import MailTrouble
from care.mail.model import Trouble, Way
from care.runtime.errors import TemporaryFailure
from care.runtime.logs import incident_number, where

# A short break is nobody's concern.
QUIET_FAILURES = 4
PASSING = frozenset({Trouble.UNREACHABLE, Trouble.OPERATOR_FAULT})
_log = structlog.get_logger()


class Receiver:
    """Reads one mailbox until cancelled; `taken` rings when something came."""

    def __init__(self, post: Post, taken: Bell) -> None:
        self._post = post
        self._taken = taken
        self._collector = Collector(post)
        self._failures = 0
        self.bell = Bell()

    async def run(self) -> None:
        """Read for ever."""
        while True:
            trouble = await self._serve()
            self._failures += 1
            if trouble is not None:
                await self._tell(trouble)
            pause = connection_pause(self._failures, chance())
            await self.bell.wait(min(pause, self._post.pace.slowest_pause))

    async def _serve(self) -> Trouble | None:
        """Read as long as it works; what stopped it (None when it was our own database)."""
        try:
            client = await self._post.open_imap()
            try:
                await self._read(client)
            finally:
                client.close()
        except MailTrouble as trouble:
            meant = self._post.meant_by(trouble.trouble)
            _log.info("mail_connection_ended", mailbox=self._post.label, why=meant.value)
            return meant
        except TemporaryFailure:
            return None
        except CommandRefused as refused:
            _log.warning("mail_answer_unexpected", mailbox=self._post.label, code=refused.code)
            return Trouble.OPERATOR_FAULT
        # The boundary of this wing: a bug costs a connection, never the mailbox.
        except Exception as bug:
            _log.error("mail_reading_failed", incident=incident_number(), **where(bug))
            return Trouble.OPERATOR_FAULT
        raise AssertionError("reading never ends by itself")

    async def _read(self, client: ImapClient) -> None:
        folder = await self._collector.open(client)
        while True:
            if await self._collector.collect(client, folder):
                self._taken.ring()
            if self._failures != 0:
                _log.info("mail_connection_restored", mailbox=self._post.label)
            self._failures = 0
            await self._post.note(Way.RECEIVING, None)
            if client.can_idle:
                await client.wait(self._post.pace.idle)
            else:
                await asyncio.sleep(self._post.pace.poll)
                await client.check_alive()

    async def _tell(self, trouble: Trouble) -> None:
        if trouble in PASSING and self._failures < QUIET_FAILURES:
            return
        try:
            await self._post.note(Way.RECEIVING, trouble)
        except TemporaryFailure:
            _log.info("mail_trouble_untold", mailbox=self._post.label)
