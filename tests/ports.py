"""Ports for the servers of tests.

They lie below those that a system lends to whoever asks for any: between the question and the
server's start, or while a killed server is away, no connection of another test can sit on one.
Each process has a block of its own.
"""

from __future__ import annotations

import fcntl
import os
import socket
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

_HOST = "127.0.0.1"
_FIRST, _LAST, _BLOCK = 11_000, 32_000, 300


class _Block:
    """The ports of this process: given in turn, so that one comes back as late as possible."""

    def __init__(self, first: int, lock: IO[str]) -> None:
        self._first = first
        self._lock = lock  # held for the life of the process
        self._next = 0

    def take(self, number: int) -> int:
        for _ in range(_BLOCK):
            if self._next + number > _BLOCK:
                self._next = 0
            start = self._first + self._next
            self._next += number
            if all(_is_free(port) for port in range(start, start + number)):
                return start
        raise OSError(f"no {number} free ports from {self._first} to {self._first + _BLOCK - 1}")


def free_port() -> int:
    """A port that nothing listens on."""
    return free_ports(1)


def free_ports(number: int) -> int:
    """The first of so many free ports in a row."""
    return _block().take(number)


@cache
def _block() -> _Block:
    folder = Path(tempfile.gettempdir()) / f"cercle-test-ports-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    for first in range(_FIRST, _LAST, _BLOCK):
        lock = (folder / str(first)).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return _Block(first, lock)
    raise OSError("every block of ports is in use: are tests left running?")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((_HOST, port))
        except OSError:
            return False
    return True
