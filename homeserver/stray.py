"""A Synapse that outlived whoever started it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from homeserver.layout import Layout

_POLL = 0.05
_POLITE_TRIES = 200
_FIRM_TRIES = 40


def stop_stray(layout: Layout) -> None:
    """End the process in the pid file, if it runs with these very files; blocks until then."""
    try:
        pid = int(layout.pid.read_text())
    except (OSError, ValueError):
        return
    for sign, tries in ((signal.SIGTERM, _POLITE_TRIES), (signal.SIGKILL, _FIRM_TRIES)):
        if not _is_ours(pid, layout):
            return
        os.kill(pid, sign)
        for _ in range(tries):
            if not _is_ours(pid, layout):
                return
            time.sleep(_POLL)


def _is_ours(pid: int, layout: Layout) -> bool:
    # An ended process that nobody waited for keeps its number but has an empty command line.
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return str(layout.configuration).encode() in command.split(b"\0")
