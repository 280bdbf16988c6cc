"""Keeps accounts served: a session that ends is started again, a useless one says why."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

import structlog

from bots.engine.timers import Punctual, TimerLoop
from care.matrix.disk import AccountFiles
from care.matrix.handling import Handler
from care.matrix.http import MatrixError
from care.matrix.session import Session
from care.runtime.errors import TemporaryFailure
from care.runtime.logs import opaque
from care.runtime.units import Units
from care.runtime.worker import Worker

_PAUSE_SECONDS = 5.0
_log = structlog.get_logger()


@dataclass(frozen=True)
class Post:
    """An account to serve: its user id, its files, and who answers."""

    account: str
    files: AccountFiles
    handler: Handler


class Service:
    """Serves `posts` on the homeserver at `base_url`, on one database; does what is due there."""

    def __init__(self, base_url: str, posts: Iterable[Post], units: Units, worker: Worker) -> None:
        self._base_url = base_url
        self._posts = list(posts)
        self._units = units
        self._worker = worker
        self._punctual = {
            post.account: post.handler for post in self._posts if isinstance(post.handler, Punctual)
        }
        self._ready = {post.account: asyncio.Event() for post in self._posts}

    async def ready(self) -> None:
        """Wait until every account is listening."""
        await asyncio.gather(*(event.wait() for event in self._ready.values()))

    async def run(self) -> None:
        """Serve until cancelled. Raises SettingsError when an account cannot be used at all."""
        async with asyncio.TaskGroup() as tasks:
            for post in self._posts:
                tasks.create_task(self._serve(post))
            tasks.create_task(TimerLoop(self._units, self._worker, self._punctual).run())

    async def _serve(self, post: Post) -> None:
        while True:
            session = Session(
                self._base_url, post.account, post.files, self._units, self._worker, post.handler
            )
            try:
                async with asyncio.TaskGroup() as tasks:
                    announcing = tasks.create_task(self._announce(post.account, session))
                    try:
                        await session.run()
                    finally:
                        announcing.cancel()
            except* (MatrixError, TemporaryFailure) as group:
                why = str(group.exceptions[0])
                _log.warning("session_ended", account=opaque(post.account), why=why)
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _announce(self, account: str, session: Session) -> None:
        await session.ready()
        self._ready[account].set()
