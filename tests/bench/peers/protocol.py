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
    """Counts the load handled, each event once, and when the last one was."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._begun = self._last = time.perf_counter()

    def start(self) -> None:
        """Count from now."""
        self._begun = self._last = time.perf_counter()

    def add(self, event_id: str, text: str) -> None:
        """A message was handled."""
        if text.startswith(LOAD_PREFIX) and event_id not in self._seen:
            self._seen.add(event_id)
            self._last = time.perf_counter()

    async def progress(self, _: Facts) -> list[float]:
        """How many so far, and the seconds from the start to the last of them."""
        return [len(self._seen), self._last - self._begun]


def answer_to(text: str) -> str | None:
    """What an echo bot says to `text`; None to stay silent (load that nobody asked about)."""
    if text.startswith((ECHO_PREFIX, LOAD_PREFIX)):
        return None
    return ECHO_PREFIX + text
