"""How a peer talks with the bench: JSON lines, with the standard library only (see `setup`)."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

Facts = dict[str, Any]
Action = Callable[[Facts], Awaitable[Any]]
ECHO_PREFIX = "echo "
LOAD_PREFIX = "load "


def tell(line: Facts) -> None:
    """Write one line to the bench."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


async def serve(**actions: Action) -> None:
    """Answer requests, several at once if need be, until standard input closes."""
    reader = asyncio.StreamReader(limit=2**24)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    running: set[asyncio.Task[None]] = set()
    async for raw in reader:
        task = asyncio.create_task(_answer(actions, json.loads(raw)))
        running.add(task)
        task.add_done_callback(running.discard)


async def _answer(actions: dict[str, Action], request: Facts) -> None:
    number, name = request.pop("id"), request.pop("do")
    try:
        tell({"id": number, "ok": await actions[name](request)})
    # The peer's boundary: whatever went wrong is the bench's to report.
    except Exception as error:  # noqa: BLE001
        tell({"id": number, "error": f"{type(error).__name__}: {error}"})


class Tally:
    """Counts the load handled, each event once, and tells when all that was expected is in."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._expected = 0
        self._begun = 0.0

    def start(self, expected: int) -> None:
        """Count from now."""
        self._expected = expected
        self._begun = time.perf_counter()

    def add(self, event_id: str, text: str) -> None:
        """A message was handled."""
        if not text.startswith(LOAD_PREFIX) or event_id in self._seen:
            return
        self._seen.add(event_id)
        if len(self._seen) == self._expected:
            tell({"news": "caught up", "seconds": time.perf_counter() - self._begun})

    async def count(self, _: Facts) -> int:
        """How many so far."""
        return len(self._seen)


def answer_to(text: str) -> str | None:
    """What an echo bot says to `text`; None to stay silent (load that nobody asked about)."""
    if text.startswith((ECHO_PREFIX, LOAD_PREFIX)):
        return None
    return ECHO_PREFIX + text
