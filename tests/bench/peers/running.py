"""A peer's process, from spawn to end."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.bench.hall import PASSWORD, Hall
from tests.bench.peers.known import Peer
from tests.bench.setup import ROOT
from tests.real.judge.process import JsonChild

_START_TIMEOUT = 180.0


class RunningPeer:
    """A peer that is logged in and listening. `start_seconds`: from spawn to that."""

    def __init__(self, peer: Peer, user_id: str) -> None:
        self.peer = peer
        self.user_id = user_id
        self.start_seconds = 0.0
        self._child = JsonChild(list(peer.command), on_news=lambda _: None)

    async def start(self, facts: dict[str, Any]) -> None:
        """Spawn, log in, listen."""
        begun = time.perf_counter()
        await self._child.start({**os.environ, "PYTHONPATH": str(ROOT)})
        await self._child.ask("start", _START_TIMEOUT, **facts)
        self.start_seconds = time.perf_counter() - begun

    async def send(self, room_id: str, text: str, timeout: float = 120.0) -> float:
        """Have the peer say `text`; the seconds until the homeserver took it."""
        begun = time.perf_counter()
        await self._child.ask("send", timeout, room=room_id, text=text)
        return time.perf_counter() - begun

    async def progress(self) -> tuple[int, float]:
        """How many "load" messages it handled, and in how many seconds from its start."""
        handled, seconds = await self._child.ask("progress")
        return int(handled), float(seconds)

    @property
    def memory(self) -> float:
        """Resident memory, in MB."""
        return resident_memory(self._child.pid)

    async def stop(self) -> None:
        """End the process."""
        await self._child.close()


@asynccontextmanager
async def running(hall: Hall, peer: Peer, localpart: str) -> AsyncIterator[RunningPeer]:
    """`peer` as `localpart`, with what it kept on disk last time under that name."""
    process = RunningPeer(peer, hall.user_id(localpart))
    facts = {
        "url": hall.url,
        "user": localpart,
        "user_id": process.user_id,
        "password": PASSWORD,
        "state": str(hall.scratch / localpart),
    }
    try:
        await process.start(facts)
        yield process
    finally:
        await process.stop()


def resident_memory(pid: int) -> float:
    """Resident memory of the process `pid`, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1000
