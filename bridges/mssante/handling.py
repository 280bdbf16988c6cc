"""Hands each mail of the inbox to its reader: in order, in its own unit of work, exactly once."""

from __future__ import annotations

import structlog

from bridges.mssante import metrics
from bridges.mssante.back_off import connection_pause
from bridges.mssante.following import follow
from bridges.mssante.inbox import (
    Waiting,
    finish,
    next_waiting,
    note_failure,
    quarantine,
)
from bridges.mssante.post import Bell, Post, chance
from bridges.mssante.reports import read_report
from care.runtime.errors import Refusal, TemporaryFailure
from care.runtime.logs import incident_number, where

SENDER_UNREADABLE = "mail-sender-unreadable"
SENDER_UNTRUSTED = "mail-sender-untrusted"
FAILED = "mail-handling-failed"
_TRIES = 8
_log = structlog.get_logger()


class Handling:
    """Empties the inbox of one mailbox until cancelled."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._failures = 0
        self.bell = Bell()

    async def run(self) -> None:
        """Handle for ever."""
        while True:
            try:
                while self._post.trusted.is_ready and await self._next():
                    self._failures = 0
            except TemporaryFailure:
                self._failures += 1
                pause = connection_pause(self._failures, chance())
                await self.bell.wait(min(pause, self._post.pace.slowest_pause))
                continue
            await self.bell.wait(self._post.pace.look)

    async def _next(self) -> bool:
        """Handle one mail; False when none waits. Raises TemporaryFailure."""
        keys, address = self._post.units.keys, self._post.address
        waiting = await self._post.worker.transact(lambda c: next_waiting(c, keys, address))
        if waiting is None:
            return False
        with metrics.HANDLING_SECONDS.labels(self._post.label).time():
            await self._handle(waiting)
        return True

    async def _handle(self, waiting: Waiting) -> None:
        number = waiting.mail.number
        if waiting.attempts >= _TRIES:
            await self._put_aside(waiting, FAILED)
            return
        try:
            await self._post.worker.run(lambda: self._work(waiting))
        except Refusal as refused:
            await self._put_aside(waiting, refused.reason)
        except TemporaryFailure:
            await self._post.worker.transact(lambda c: note_failure(c, number))
            raise
        # The boundary of this wing: a bug costs one mail its filing, never those behind it.
        except Exception as bug:
            _log.error("mail_handling_failed", incident=incident_number(), **where(bug))
            await self._put_aside(waiting, FAILED)
        else:
            metrics.HANDLED.labels(self._post.label).inc()

    def _work(self, waiting: Waiting) -> None:
        post, mail = self._post, waiting.mail
        with post.units.unit(f"mssante|{post.address}|{waiting.mail_key}") as work:
            if not finish(work, mail.number):
                return
            if waiting.reason:
                raise Refusal(waiting.reason)
            report = read_report(mail.source)
            if report and follow(work, post.watcher, post.address, report, mail.sender):
                return
            if not mail.sender:
                raise Refusal(SENDER_UNREADABLE)
            if not post.trusted.is_trusted(mail.sender):
                raise Refusal(SENDER_UNTRUSTED)
            post.reader.handle(work, mail)

    async def _put_aside(self, waiting: Waiting, reason: str) -> None:
        post, mail = self._post, waiting.mail

        def inside(*, told: bool) -> None:
            with post.units.unit(f"mssante|{post.address}|{waiting.mail_key}|aside") as work:
                if quarantine(work, mail.number, reason) and told:
                    post.reader.put_aside(work, mail, reason)

        _log.warning("mail_put_aside", mailbox=post.label, reason=reason)
        metrics.PUT_ASIDE.labels(post.label).inc()
        try:
            await post.worker.run(lambda: inside(told=True))
        except TemporaryFailure:
            raise
        # Telling it failed: it is put aside all the same, untold, and waits there for the operator.
        except Exception as bug:
            _log.error("mail_putting_aside_failed", incident=incident_number(), **where(bug))
            await post.worker.run(lambda: inside(told=False))
