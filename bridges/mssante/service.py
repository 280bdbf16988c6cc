"""Serves every mailbox of the territory: each alone, whatever happens to the others."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from bridges.mssante.careful import CarefulWatcher
from bridges.mssante.expiry import list_ending, warn, watch_expiry
from bridges.mssante.handling import Handling
from bridges.mssante.pace import Pace
from bridges.mssante.ports import TokenSource
from bridges.mssante.post import Bell, Post
from bridges.mssante.receiving import Receiver
from bridges.mssante.sending import Sender
from bridges.mssante.white_list.document import Authority
from bridges.mssante.white_list.refreshing import WhiteListRefresh
from bridges.mssante.white_list.shelf import WhiteListShelf
from care.mail.ports import MailReader, Watcher
from care.matrix.account_lock import served_alone
from care.runtime.errors import SettingsError, TemporaryFailure
from care.runtime.logs import incident_number, where
from care.runtime.mail_settings import Mailbox, WhiteListSource
from care.runtime.units import Units
from care.runtime.worker import Worker

_PAUSE = 5.0
_HOUR = 3600.0
_log = structlog.get_logger()


@dataclass(frozen=True)
class MailSurroundings:
    """What the mailboxes share. `folder` is the territory's, `state` is the bridge's own."""

    folder: Path
    state: Path
    units: Units
    worker: Worker
    reader: MailReader
    watchers: tuple[Watcher, ...]
    tokens: TokenSource
    pace: Pace = field(default_factory=Pace)


def open_shelf(source: WhiteListSource, folder: Path, state: Path) -> WhiteListShelf:
    """The shelf of the white list, for whoever asks whether an address is trusted.

    Raises SettingsError when the settings name no list.
    """
    if source.anchors_file is None or source.signer is None:
        raise SettingsError("territory.toml : [white_list] demande anchors_file et signer")
    return WhiteListShelf(state, Authority(folder / source.anchors_file, source.signer))


class MailService:
    """Serves `mailboxes` until cancelled."""

    def __init__(
        self, mailboxes: tuple[Mailbox, ...], source: WhiteListSource, around: MailSurroundings
    ) -> None:
        self._around = around
        self._watcher = CarefulWatcher(*around.watchers)
        self._shelf = open_shelf(source, around.folder, around.state)
        self._refresh = WhiteListRefresh(source, around.folder, self._shelf, around.units.clock)
        self.posts = [self._post(rank, one) for rank, one in enumerate(mailboxes, start=1)]
        self._bells: dict[str, list[Bell]] = {}

    @property
    def shelf(self) -> WhiteListShelf:
        """Who is trusted."""
        return self._shelf

    def wake(self, address: str) -> None:
        """The user of `address` just logged in, or a mail was just queued: do not wait."""
        for bell in self._bells.get(address, []):
            bell.ring()

    async def run(self) -> None:
        """Serve until cancelled. Raises SettingsError when another process serves a mailbox."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._refresh.keep_fresh())
            tasks.create_task(self._watch_list())
            for post in self.posts:
                tasks.create_task(self._serve(post))

    async def _serve(self, post: Post) -> None:
        name = hashlib.sha256(post.address.encode()).hexdigest()[:16]
        async with served_alone(post.address, self._around.state / name, post.units.database):
            handling, sender = Handling(post), Sender(post)
            receiver = Receiver(post, handling.bell)
            self._bells[post.address] = [receiver.bell, sender.bell, handling.bell]
            async with asyncio.TaskGroup() as tasks:
                for run in (receiver.run, handling.run, sender.run):
                    tasks.create_task(_keep_running(post, run))
                tasks.create_task(_keep_running(post, lambda: watch_expiry(post)))

    async def _watch_list(self) -> None:
        units, watcher = self._around.units, self._watcher

        def inside() -> None:
            latest = self._shelf.latest()
            now = units.clock.now().isoformat()
            with units.unit(f"mssante-expiry|white-list|{now}") as work:
                warn(work, watcher, [list_ending(latest)] if latest else [])

        while True:
            try:
                await self._around.worker.run(inside)
            except TemporaryFailure:
                _log.info("white_list_unchecked")
            await asyncio.sleep(_HOUR)

    def _post(self, rank: int, mailbox: Mailbox) -> Post:
        around = self._around
        return Post(
            mailbox=mailbox,
            label=str(rank),
            folder=around.folder,
            units=around.units,
            worker=around.worker,
            reader=around.reader,
            watcher=self._watcher,
            trusted=self._shelf,
            tokens=around.tokens,
            pace=around.pace,
        )


async def _keep_running(post: Post, run: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await run()
        # The boundary of this wing: a bug costs a pause, never the other mailboxes.
        except Exception as bug:
            _log.error(
                "mail_part_restarted",
                mailbox=post.label,
                incident=incident_number(),
                **where(bug),
            )
        await asyncio.sleep(_PAUSE)
