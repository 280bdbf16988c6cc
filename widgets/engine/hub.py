"""Pages that listen: each change goes to those who watch it and may still see it."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain

import structlog
from prometheus_client import Gauge
from sqlalchemy import Connection

from care.accounts.store import load_accounts
from care.pages.model import PageSession
from care.pages.rules import check_open
from care.pages.store import load_sessions
from care.pages.workflow import topic_of
from care.runtime.changes import (
    Change,
    changes_after,
    forget_old_changes,
    last_sequence,
    reaches_back_to,
)
from care.runtime.errors import Refusal, TemporaryFailure
from care.runtime.logs import incident_number, where
from care.runtime.units import UnitOfWork, Units
from care.runtime.worker import Worker
from widgets.engine.admission import Admission
from widgets.engine.page import MaySee
from widgets.engine.problem import Problem

HEARTBEAT = 20.0
_LOOK_EVERY = 0.5  # another process does not wake us
_CHECK_EVERY = 30.0
_MOST_WAITING = 200
_MOST_PER_SESSION = 30
_OPEN = Gauge("cercle_pages_listening", "Pages that listen to changes")
_log = structlog.get_logger()


@dataclass(eq=False)
class Stream:
    """One page that listens. `own` is always watched: it changes when a session is closed."""

    session: PageSession
    own: str
    topics: frozenset[str]
    waiting: deque[bytes] = field(default_factory=deque)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    ended: bool = False

    def push(self, event: str, data: Mapping[str, object], sequence: int | None = None) -> None:
        """Have one event sent; a page too slow to read is told to load everything again."""
        if len(self.waiting) >= _MOST_WAITING:
            self.waiting.clear()
            event, data = "reset", {}
        number = "" if sequence is None else f"id: {sequence}\n"
        self.waiting.append(f"{number}event: {event}\ndata: {json.dumps(data)}\n\n".encode())
        self.ready.set()

    def stop(self, reason: str) -> None:
        """Tell the page why it hears nothing more."""
        if not self.ended:
            self.push("stop", Problem(403, reason).view().model_dump())
            self.ended = True

    async def blocks(self, heartbeat: float = HEARTBEAT) -> AsyncIterator[bytes]:
        """What is to be written, as it comes; a comment now and then shows that we live."""
        while True:
            while self.waiting:
                yield self.waiting.popleft()
            if self.ended:
                return
            self.ready.clear()
            try:
                async with asyncio.timeout(heartbeat):
                    await self.ready.wait()
            except TimeoutError:
                yield b":\n\n"


class Hub:
    """All pages of this process that listen. `rules`: who may watch, by what precedes the colon."""

    def __init__(
        self, units: Units, worker: Worker, admission: Admission, rules: Mapping[str, MaySee]
    ) -> None:
        self._units, self._worker, self._admission = units, worker, admission
        self._rules = rules
        self._streams: set[Stream] = set()
        self._position = 0
        self._news = asyncio.Event()

    async def open(self, session: PageSession, topics: Collection[str], last: int | None) -> Stream:
        """Listen to `topics` from now on, and to what was missed since `last`.

        Raises Refusal; Problem when the session listens in too many windows already.
        """
        if sum(one.session.id == session.id for one in self._streams) >= _MOST_PER_SESSION:
            raise Problem(429, "too-fast", wait=HEARTBEAT)
        stream = Stream(session, topic_of(self._units.keys, session.user_id), frozenset(topics))
        self._streams.add(stream)
        try:
            await self._worker.transact(lambda c: self._begin(c, stream, last))
        except BaseException:
            self._streams.discard(stream)
            raise
        _OPEN.set(len(self._streams))
        return stream

    def close(self, stream: Stream) -> None:
        """The page went away."""
        self._streams.discard(stream)
        _OPEN.set(len(self._streams))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Changes are delivered during the block; every page is let go at its end."""
        loop = asyncio.get_running_loop()

        def wake() -> None:
            loop.call_soon_threadsafe(self._news.set)

        self._position = await self._worker.transact(last_sequence)
        self._units.on_published(wake)
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            self._units.off_published(wake)
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            self.let_go()

    def let_go(self) -> None:
        """Have every page go and come back when we are here again."""
        for stream in self._streams:
            stream.ended = True
            stream.ready.set()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        check_at = loop.time() + _CHECK_EVERY
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_EVERY):
                    await self._news.wait()
            self._news.clear()
            try:
                await self._deliver()
                if loop.time() >= check_at:
                    check_at = loop.time() + _CHECK_EVERY
                    await self._push(self._streams, {})
                    now = self._units.clock.now()
                    await self._worker.transact(lambda c: forget_old_changes(c, now))  # noqa: B023
            except TemporaryFailure as failure:
                _log.warning("pages_not_told", reason=str(failure))
            except Exception as error:  # pages that listen must not fall silent for one bug
                _log.error("pages_not_told", incident=incident_number(), **where(error))

    async def _deliver(self) -> None:
        while changes := await self._worker.transact(lambda c: changes_after(c, self._position)):
            latest = {change.topic: change for change in changes}
            watching = [s for s in self._streams if s.own in latest or s.topics & latest.keys()]
            await self._push(watching, latest)
            self._position = changes[-1].sequence

    async def _push(self, streams: Iterable[Stream], latest: Mapping[str, Change]) -> None:
        """Send changes to `streams`, but first stop those whose owner may not see them any more."""
        concerned = list(streams)
        if not concerned:
            return
        stopped = await self._worker.transact(lambda c: self._refused(c, concerned))
        stopped |= await self._gone([s for s in concerned if s not in stopped])
        for stream in concerned:
            if stream in stopped:
                stream.stop(stopped[stream])
                continue
            for topic in stream.topics & latest.keys():
                stream.push("change", {"topic": topic}, latest[topic].sequence)

    def _refused(self, connection: Connection, streams: list[Stream]) -> dict[Stream, str]:
        """Which of `streams` may not go on, and why."""
        work = self._work(connection)
        ids = [stream.session.id for stream in streams]
        sessions = load_sessions(connection, self._units.keys, ids)
        people = {account.user_id for account in load_accounts(connection)}
        refused: dict[Stream, str] = {}
        for stream in streams:
            try:
                session = check_open(sessions.get(stream.session.id), work.now)
                if session.user_id not in people:
                    raise Refusal("account-unknown")
                for topic in stream.topics:
                    self._check(work, session, topic)
            except Refusal as refusal:
                refused[stream] = refusal.reason
            except Exception as error:  # a rule that breaks lets nobody see
                _log.error("page_rule_broken", incident=incident_number(), **where(error))
                refused[stream] = "unavailable"
        return refused

    async def _gone(self, streams: list[Stream]) -> dict[Stream, str]:
        """Which of `streams` are shown in conversations that their owners have left."""
        gone: dict[Stream, str] = {}
        for stream in streams:
            try:
                await self._admission.check_room(stream.session.user_id, stream.session.room_id)
            except (Refusal, TemporaryFailure):
                gone[stream] = "not-in-room"
        return gone

    def _begin(self, connection: Connection, stream: Stream, last: int | None) -> None:
        work = self._work(connection)
        for topic in stream.topics:
            self._check(work, stream.session, topic)
        newest = last_sequence(connection)
        stream.push("open", {}, newest)
        if last is None:
            return
        if not reaches_back_to(connection, last):
            stream.push("reset", {})
            return
        for change in changes_after(connection, last):
            if change.topic in stream.topics:
                stream.push("change", {"topic": change.topic}, newest)

    def _check(self, work: UnitOfWork, session: PageSession, topic: str) -> None:
        may_see = self._rules.get(topic.partition(":")[0])
        if may_see is None or not may_see(work, session, topic):
            raise Refusal("topic-refused")

    def _work(self, connection: Connection) -> UnitOfWork:
        return UnitOfWork(connection, self._units.keys, self._units.clock.now(), "watching")


def rules_of(topics: Iterable[Mapping[str, MaySee]]) -> dict[str, MaySee]:
    """All rules in one; a name that two pages give to different things is a bug."""
    pairs = list(chain.from_iterable(one.items() for one in topics))
    rules = dict(pairs)
    if any(rules[name] is not rule for name, rule in pairs):
        raise ValueError("two pages give one name to different topics")
    return rules
