"""Open pages that listen: memory, and how long a change takes to reach them.

Server and pages share the machine and its two cores.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import aiohttp
from rich.console import Console
from rich.table import Table

from tests.bench.pages.server import SHARED

COUNTS = (50, 100, 200, 400)
_ROUNDS = 20


@dataclass
class Measured:
    """Milliseconds from commit to page, and megabytes of the server."""

    pages: int
    empty: float
    full: float
    shared: list[float]
    own: list[float]


async def measure(count: int) -> Measured:
    """What `count` open pages cost."""
    command = [sys.executable, "-m", "tests.bench.pages.server", str(count)]
    server = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=2**22)
    assert server.stdout is not None
    told = json.loads(await server.stdout.readline())
    empty = _megabytes(server.pid)
    arrivals: asyncio.Queue[tuple[str, float]] = asyncio.Queue()
    ready = asyncio.Semaphore(0)
    connector = aiohttp.TCPConnector(limit=0)
    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as http:
        tasks = [
            asyncio.create_task(_listen(http, told["url"], page, arrivals, ready))
            for page in told["pages"]
        ]
        for _ in tasks:
            await ready.acquire()
        full = _megabytes(server.pid)
        shared, own = [], []
        for number in range(_ROUNDS):
            shared += await _round(server, SHARED, count, arrivals)
            topic = told["pages"][number * 7 % count]["topic"]
            own += await _round(server, topic, 1, arrivals)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    assert server.stdin is not None
    server.stdin.close()
    await server.wait()
    return Measured(count, empty, full, shared, own)


async def _listen(
    http: aiohttp.ClientSession,
    url: str,
    page: dict[str, str],
    arrivals: asyncio.Queue[tuple[str, float]],
    ready: asyncio.Semaphore,
) -> None:
    headers = {"Origin": url, "Authorization": f"Bearer {page['token']}"}
    form = {"topics": [SHARED, page["topic"]]}
    async with http.post(f"{url}/pages/api/watch", json=form, headers=headers) as response:
        assert response.status == 200, await response.text()
        async for line in response.content:
            if line == b"event: open\n":
                ready.release()
            if line.startswith(b'data: {"topic"'):
                arrivals.put_nowait((json.loads(line[6:])["topic"], time.monotonic()))


async def _round(
    server: Process, topic: str, expected: int, arrivals: asyncio.Queue[tuple[str, float]]
) -> list[float]:
    assert server.stdin is not None and server.stdout is not None
    server.stdin.write(f"{topic}\n".encode())
    committed = float(await server.stdout.readline())
    heard = [await arrivals.get() for _ in range(expected)]
    assert {name for name, _ in heard} == {topic}
    return [(at - committed) * 1000 for _, at in heard]


def _megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def show(found: Sequence[Measured], console: Console) -> None:
    """The table."""
    table = Table(title="Open pages that listen")
    for name in ("pages", "RSS MB", "kB/page", "one: p50 ms", "p95", "all: p50 ms", "p95", "max"):
        table.add_column(name, justify="right")
    for one in found:
        table.add_row(
            str(one.pages),
            f"{one.full:.0f}",
            f"{(one.full - one.empty) * 1024 / one.pages:.0f}",
            f"{median(one.own):.1f}",
            f"{quantiles(one.own, n=20)[-1]:.1f}",
            f"{median(one.shared):.1f}",
            f"{quantiles(one.shared, n=20)[-1]:.1f}",
            f"{max(one.shared):.1f}",
        )
    console.print(table)


async def main(counts: Sequence[int]) -> None:
    """Measure each count, then tell."""
    show([await measure(count) for count in counts], Console())
