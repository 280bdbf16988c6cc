"""Empties the queue of one mailbox: each mail handed over once, and known to have been.

SMTP leaves a doubt when the connection breaks after the mail was sent and before the answer came.
So each mail is also addressed to its own mailbox, under the mark of the attempt: the server takes
it for everyone or for nobody, and the copy that comes back is the proof that it took it. A mail in
doubt waits for that proof, and is sent again, under the same Message-ID, when none has come.
"""

from __future__ import annotations

from functools import partial

import structlog

from bridges.mssante import metrics
from bridges.mssante.back_off import GIVE_UP, connection_pause, mail_pause
from bridges.mssante.book import load_state
from bridges.mssante.headers import ATTEMPT, attempt_token
from bridges.mssante.post import Bell, Post, chance
from bridges.mssante.progress import (
    MOST_ATTEMPTS,
    begin_attempt,
    confirm,
    happen,
    resolve_doubts,
    settle,
)
from bridges.mssante.receiving import PASSING, QUIET_FAILURES
from bridges.mssante.submission import Envelope, Reply, Submission, Verdict
from bridges.mssante.trouble import MailTrouble
from care.mail.delivery import Delivery, Happening
from care.mail.model import Trouble, Way
from care.mail.queue import (
    OutgoingMail,
    count_open,
    load_by_number,
    load_due,
    load_source,
)
from care.runtime.errors import TemporaryFailure
from care.runtime.logs import incident_number, where

_REFUSED_HERE = Reply(Verdict.REFUSED, "white-list")
_BUG = "bug"
_TOO_LARGE = frozenset({"552", "5.3.4", "5.2.3"})
_log = structlog.get_logger()


class Sender:
    """Sends from one mailbox until cancelled."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._failures = 0
        self._submission: Submission | None = None
        self.bell = Bell()

    async def run(self) -> None:
        """Send for ever."""
        try:
            while True:
                try:
                    busy = await self._round()
                except TemporaryFailure as failure:
                    await self._pause(failure)
                    continue
                if not busy:
                    await self._rest()
        finally:
            if self._submission is not None:
                self._submission.close()

    async def _round(self) -> bool:
        """Send what is due; whether there was something. Raises TemporaryFailure."""
        post = self._post
        await post.worker.run(self._resolve)
        keys, now = post.units.keys, post.units.clock.now()
        due = await post.worker.transact(lambda c: load_due(c, keys, post.address, now))
        for mail in due:
            if self._submission is None:
                self._submission = await post.open_smtp()
                self._failures = 0
                await post.note(Way.SENDING, None)
            # A mail that is a bug of ours waits its turn again; those behind it leave.
            try:
                await self._send(self._submission, mail)
            except TemporaryFailure:
                raise
            except Exception as bug:
                _log.error("mail_sending_failed", incident=incident_number(), **where(bug))
                await self._drop()
                await post.worker.run(partial(self._wait_longer, mail))
        return bool(due)

    def _resolve(self) -> None:
        post = self._post
        now = post.units.clock.now().isoformat()
        with post.units.unit(f"mssante-doubt|{post.address}|{now}") as work:
            state = load_state(work.connection, post.address)
            if state is not None and state.synced_at is not None:
                found = resolve_doubts(work, post.watcher, post.address, state.synced_at)
                metrics.RESENT.labels(post.label).inc(found)
            metrics.WAITING.labels(post.label).set(count_open(work.connection, post.address))

    async def _send(self, submission: Submission, mail: OutgoingMail) -> None:
        post = self._post
        attempt = mail.attempt + 1
        token = attempt_token(post.units.keys, post.address, mail.number, attempt)
        addresses = [one.address for one in mail.waiting]
        allowed = tuple(address for address in addresses if post.trusted.is_trusted(address))
        replies = dict.fromkeys(set(addresses) - set(allowed), _REFUSED_HERE)
        if allowed:
            return_path = "" if mail.is_receipt else post.address
            envelope = Envelope(return_path, allowed, mail.size, token)
            sender, answers = await submission.begin(envelope, last=post.address)
            if not mail.is_receipt:
                # Who will not have an empty return path refuses receipts, not the mailbox.
                _check_welcome(sender, answers)
            replies |= {address: answers.get(address, sender) for address in allowed}
        offered = await post.worker.run(lambda: self._offer(mail, replies))
        if not offered:
            return
        keys = post.units.keys
        source = await post.worker.transact(lambda c: load_source(c, keys, mail.number))
        try:
            answer = await submission.send(f"{ATTEMPT}: {token}\r\n".encode() + source)
        except MailTrouble:
            metrics.DOUBTS.labels(post.label).inc()
            raise
        await post.worker.run(lambda: self._note_answer(mail.number, attempt, answer))

    def _offer(self, mail: OutgoingMail, replies: dict[str, Reply]) -> bool:
        """Note what was answered for each recipient; whether the mail itself is to be sent now.

        Committed before it is: after a crash we know who may have got it.
        """
        post = self._post
        cause = f"mssante-send|{post.address}|{mail.number}|{mail.attempt + 1}|offer"
        with post.units.unit(cause) as work:
            attempt = begin_attempt(work, mail)
            offered = False
            for recipient in mail.waiting:
                reply = replies[recipient.address]
                accepted = reply.verdict is Verdict.ACCEPTED
                offered = offered or accepted
                happen(
                    work,
                    post.watcher,
                    mail,
                    recipient,
                    Happening.OFFERED if accepted else self._refusal(mail, reply),
                    "" if accepted else reply.code,
                    attempt if accepted else None,
                )
            later = any(reply.verdict is Verdict.LATER for reply in replies.values())
            settle(
                work,
                mail.number,
                due_at=work.now + mail_pause(attempt, chance()),
                doubt_until=work.now + post.pace.doubt,
                postponed_since=(mail.postponed_since or work.now) if later else None,
            )
        return offered

    def _refusal(self, mail: OutgoingMail, reply: Reply) -> Happening:
        """Refused for now becomes refused for good after a while."""
        since = mail.postponed_since
        too_long = since is not None and self._post.units.clock.now() - since > GIVE_UP
        for_good = reply.verdict is Verdict.REFUSED or too_long
        return Happening.REFUSED if for_good else Happening.POSTPONED

    def _note_answer(self, number: int, attempt: int, answer: Reply) -> None:
        post = self._post
        cause = f"mssante-send|{post.address}|{number}|{attempt}|answer"
        with post.units.unit(cause) as work:
            if answer.verdict is Verdict.ACCEPTED:
                confirm(work, post.watcher, number, attempt)
                metrics.SENT.labels(post.label).inc()
                return
            mail = load_by_number(work.connection, work.keys, number)
            for recipient in mail.recipients if mail else ():
                if mail and recipient.state is Delivery.SENDING:
                    happening = self._refusal(mail, answer)
                    happen(work, post.watcher, mail, recipient, happening, answer.code)
            since = mail.postponed_since if mail else None
            settle(
                work,
                number,
                due_at=work.now + mail_pause(attempt, chance()),
                postponed_since=since or work.now,
            )

    def _wait_longer(self, mail: OutgoingMail) -> None:
        """A bug of ours: what was offered already waits for its proof, the rest for another try."""
        with self._post.units.unit(f"mssante-bug|{mail.number}|{mail.attempt}") as work:
            attempt = begin_attempt(work, mail)
            now = load_by_number(work.connection, work.keys, mail.number) or mail
            hopeless = attempt >= MOST_ATTEMPTS
            happening = Happening.REFUSED if hopeless else Happening.POSTPONED
            for recipient in now.waiting:
                happen(work, self._post.watcher, mail, recipient, happening, _BUG)
            settle(work, mail.number, due_at=work.now + mail_pause(attempt, chance()))

    async def _rest(self) -> None:
        """Nothing is due: let go of a connection that has been of no use for a moment."""
        await self.bell.wait(self._post.pace.look)
        keys, now = self._post.units.keys, self._post.units.clock.now()
        address = self._post.address
        try:
            due = await self._post.worker.transact(lambda c: load_due(c, keys, address, now, 1))
        except TemporaryFailure:
            return
        if not due and self._submission is not None:
            await self._submission.end()
            self._submission = None

    async def _drop(self) -> None:
        if self._submission is not None:
            self._submission.close()
            self._submission = None

    async def _pause(self, failure: TemporaryFailure) -> None:
        await self._drop()
        self._failures += 1
        if isinstance(failure, MailTrouble):
            trouble = self._post.meant_by(failure.trouble)
            _log.info("mail_sending_stopped", mailbox=self._post.label, why=trouble.value)
            await self._tell(trouble)
        pause = connection_pause(self._failures, chance())
        await self.bell.wait(min(pause, self._post.pace.slowest_pause))

    async def _tell(self, trouble: Trouble) -> None:
        if trouble in PASSING and self._failures < QUIET_FAILURES:
            return
        try:
            await self._post.note(Way.SENDING, trouble)
        except TemporaryFailure:
            _log.info("mail_trouble_untold", mailbox=self._post.label)


def _check_welcome(sender: Reply, answers: dict[str, Reply]) -> None:
    """A refusal of ourselves is a trouble of the mailbox, not the end of each mail in its queue.

    So it is when even our own mailbox may not be written to (SMTP 5.7: security or policy).
    """
    of_us = sender.verdict is Verdict.REFUSED and sender.code not in _TOO_LARGE
    of_all = bool(answers) and all(one.code.startswith("5.7.") for one in answers.values())
    if of_us or of_all:
        raise MailTrouble(Trouble.LOGIN_REFUSED, sender.code)
