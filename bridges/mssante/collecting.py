"""One look at a mailbox: what is new goes into the inbox, then is flagged on the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial

import structlog
from sqlalchemy import Connection

from bridges.mssante import metrics
from bridges.mssante.back_off import mail_pause
from bridges.mssante.book import (
    Place,
    drop_aside,
    drop_chores,
    is_wanted,
    load_aside,
    load_chores,
    move_on,
    note_synced,
    open_place,
    set_aside,
)
from bridges.mssante.imap.client import Folder, ImapClient
from bridges.mssante.imap.connection import CommandRefused, LiteralTooLong
from bridges.mssante.imap.parsing import Listed
from bridges.mssante.inbox import FILE, TOO_LARGE, UNFETCHED, Fetched, take_in
from bridges.mssante.post import Post, chance
from bridges.mssante.trouble import MailTrouble

INBOX = "INBOX"
KEYWORD = "$CercleTaken"
_LOST_CONNECTIONS = 3
_REFUSALS = 8
_log = structlog.get_logger()


class Collector:
    """Brings one mailbox into the inbox; lives longer than a connection."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._lost_on: Counter[tuple[int, int]] = Counter()

    async def open(self, client: ImapClient) -> Folder:
        """Select the mailbox."""
        return await client.select(INBOX)

    async def collect(self, client: ImapClient, folder: Folder) -> int:
        """Take what is new; returns how many mails were. Raises MailTrouble, TemporaryFailure."""
        now = self._post.units.clock.now()
        address = self._post.address
        place = await self._post.worker.transact(
            lambda c: open_place(c, address, folder.uid_validity, now)
        )
        await self._do_chores(client, folder)
        listed = await client.list_after(place.last_uid)
        wanted = [one for one in listed if is_wanted(one, place)]
        taken = 0
        for batch in _batches(wanted, self._post.pace.batch_mails, self._post.pace.batch_bytes):
            self._post.check_room()
            taken += await self._take(client, place, batch)
            await self._do_chores(client, folder)
        taken += await self._ask_again(client, folder, place, now)
        last = listed[-1].uid if listed else 0

        def finish(connection: Connection) -> None:
            move_on(connection, address, last)
            note_synced(connection, address, now)

        await self._post.worker.transact(finish)
        return taken

    async def _take(self, client: ImapClient, place: Place, batch: list[Listed]) -> int:
        fetched: list[Fetched] = []
        aside: list[int] = []
        try:
            for listed in batch:
                mail = await self._fetch(client, place, listed)
                if mail is None:
                    aside.append(listed.uid)
                elif mail.source or mail.reason:
                    fetched.append(mail)
        finally:
            # What was fetched before the connection broke is not fetched again.
            dealt_with = [mail.uid for mail in fetched] + aside
            if dealt_with:
                await self._keep(place, fetched, aside, f"to {max(dealt_with)}")
        return len(fetched)

    async def _keep(
        self, place: Place, fetched: list[Fetched], aside: list[int], name: str
    ) -> None:
        post = self._post
        last = max([mail.uid for mail in fetched] + aside)

        def inside() -> int:
            cause = f"mssante-intake|{post.address}|{place.uid_validity}|{name}"
            with post.units.unit(cause) as work:
                new = take_in(work, post.watcher, post.address, place.uid_validity, fetched)
                due_at = work.now + mail_pause(1, chance())
                for uid in aside:
                    set_aside(work.connection, post.address, place.uid_validity, uid, due_at)
                move_on(work.connection, post.address, last)
            return new

        metrics.TAKEN.labels(post.label).inc(await post.worker.run(inside))

    async def _fetch(self, client: ImapClient, place: Place, listed: Listed) -> Fetched | None:
        """The mail; None when the server does not hand it over, and the others need not wait."""
        received_at = listed.internal_date or datetime.now(UTC)
        key = (place.uid_validity, listed.uid)
        too_large = listed.size > self._post.pace.longest
        try:
            if self._lost_on[key] >= _LOST_CONNECTIONS:
                return None
            if too_large:
                head = await client.fetch_head(listed.uid) or b""
                return Fetched(listed.uid, head, listed.size, received_at, TOO_LARGE)
            source = await client.fetch(listed.uid)
        except CommandRefused as refused:
            _log.warning("mail_not_handed_over", mailbox=self._post.label, code=refused.code)
            return None
        except LiteralTooLong:
            self._lost_on[key] = _LOST_CONNECTIONS
            raise
        except MailTrouble:
            self._lost_on[key] += 1
            raise
        self._lost_on.pop(key, None)
        return Fetched(listed.uid, source or b"", listed.size, received_at)

    async def _ask_again(
        self, client: ImapClient, folder: Folder, place: Place, now: datetime
    ) -> int:
        """Ask once more for what the server did not hand over; at last say that it does not."""
        address, taken = self._post.address, 0
        due = await self._post.worker.transact(
            lambda c: load_aside(c, address, folder.uid_validity, now)
        )
        for uid, attempts in due:
            mail: Fetched | None = Fetched(uid, b"", 0, now, UNFETCHED)
            if attempts < _REFUSALS:
                try:
                    source = await client.fetch(uid)
                except CommandRefused:
                    await self._postpone(place, uid, attempts)
                    continue
                except MailTrouble:
                    await self._postpone(place, uid, attempts)
                    raise
                mail = Fetched(uid, source, len(source), now) if source else None
            if mail is not None:
                await self._keep(place, [mail], [], f"again {uid}")
                taken += 1
            dropping = partial(
                drop_aside, mailbox=address, uid_validity=folder.uid_validity, uid=uid
            )
            await self._post.worker.transact(dropping)
        await self._do_chores(client, folder)
        return taken

    async def _postpone(self, place: Place, uid: int, attempts: int) -> None:
        due_at = self._post.units.clock.now() + mail_pause(attempts + 1, chance())
        address = self._post.address
        await self._post.worker.transact(
            lambda c: set_aside(c, address, place.uid_validity, uid, due_at)
        )

    async def _do_chores(self, client: ImapClient, folder: Folder) -> None:
        """Flag what was taken, file our own copies: always after the commit that says so."""
        address = self._post.address
        chores = await self._post.worker.transact(
            lambda c: load_chores(c, address, folder.uid_validity)
        )
        if not chores:
            return
        taken = [chore.uid for chore in chores if chore.act != FILE]
        copies = [chore.uid for chore in chores if chore.act == FILE]
        try:
            if taken:
                await client.flag(taken, KEYWORD if folder.keywords else r"\Seen")
            if copies:
                await client.flag(copies, r"\Seen")
                await client.move(copies, await client.find_sent())
        except CommandRefused as refused:
            # Flags are for people who look at the mailbox; what was taken is in our own tables.
            _log.warning("mail_flag_refused", mailbox=self._post.label, code=refused.code)
        await self._post.worker.transact(
            lambda c: drop_chores(c, address, folder.uid_validity, taken + copies)
        )


def _batches(wanted: list[Listed], mails: int, size: int) -> Iterable[list[Listed]]:
    batch: list[Listed] = []
    total = 0
    for one in wanted:
        if batch and (len(batch) >= mails or total + one.size > size):
            yield batch
            batch, total = [], 0
        batch.append(one)
        total += one.size
    if batch:
        yield batch
