"""A child process that speaks JSON lines: requests, answers, and news."""

from __future__ import annotations

import asyncio
import itertools
import json
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

_LONGEST_LINE = 2**24
_GRACE = 10.0


class ChildFailure(Exception):
    """The child refused a request, answered too late, or is gone; ends with its last words."""


class JsonChild:
    """`command`, started by `start`, asked with `ask`, killed by its own id in `close`."""

    def __init__(self, command: list[str], on_news: Callable[[dict[str, Any]], None]) -> None:
        self._command = command
        self._on_news = on_news
        self._numbers = itertools.count(1)
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._last_words: deque[str] = deque(maxlen=60)
        self._process: Process | None = None
        self._readers: list[asyncio.Task[None]] = []

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._running().pid

    async def start(self, env: Mapping[str, str] | None = None) -> None:
        """Start the child."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=_LONGEST_LINE, env=env
        )
        self._readers = [
            asyncio.create_task(self._read_output()),
            asyncio.create_task(self._read_errors()),
        ]

    async def ask(self, what: str, timeout: float = 90.0, **facts: Any) -> Any:
        """The answer to request `what`. Raises ChildFailure; `timeout` is in seconds."""
        process = self._running()
        number = next(self._numbers)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        try:
            assert process.stdin is not None
            process.stdin.write(json.dumps({"id": number, "do": what, **facts}).encode() + b"\n")
            await process.stdin.drain()
            return await asyncio.wait_for(answer, timeout)
        except TimeoutError:
            raise self._failure(f"{what}: no answer after {timeout:g} s") from None
        except ConnectionError:
            raise self._failure(f"{what}: the child is gone") from None
        finally:
            self._asked.pop(number, None)

    async def close(self) -> None:
        """End the child, gently and then not."""
        if self._process is None:
            return
        if self._process.returncode is None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            try:
                await asyncio.wait_for(self._process.wait(), _GRACE)
            except TimeoutError:
                with suppress(ProcessLookupError):
                    self._process.kill()
                await self._process.wait()
        await asyncio.gather(*self._readers, return_exceptions=True)
        self._process = None

    def last_words(self) -> str:
        """The end of what the child wrote on standard error."""
        return "\n".join(self._last_words)

    def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            raise self._failure("the child is not running")
        return self._process

    def _failure(self, reason: str) -> ChildFailure:
        words = self.last_words()
        return ChildFailure(f"{reason}\n{words}" if words else reason)

    async def _read_output(self) -> None:
        assert self._process is not None and self._process.stdout is not None
        async for raw in self._process.stdout:
            line = json.loads(raw)
            if "news" in line:
                self._on_news(line)
            else:
                self._settle(line)
        for answer in self._asked.values():
            if not answer.done():
                answer.set_exception(self._failure("the child ended"))

    def _settle(self, line: dict[str, Any]) -> None:
        answer = self._asked.get(line["id"])
        if answer is None or answer.done():
            return
        if "error" in line:
            answer.set_exception(self._failure(line["error"]))
        else:
            answer.set_result(line["ok"])

    async def _read_errors(self) -> None:
        assert self._process is not None and self._process.stderr is not None
        async for raw in self._process.stderr:
            self._last_words.append(raw.decode(errors="replace").rstrip())
