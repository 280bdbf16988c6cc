"""A child never outlives us, even when we are killed without warning."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SHELL = "/bin/sh"
# `read` fails when the pipe closes without a line: we died. The command line is checked, since
# the number may by then belong to someone else.
_WATCH = 'read -r line || { grep -qsF -- "$2" "/proc/$1/cmdline" && kill -TERM "$1"; }'


@contextmanager
def leash(pid: int, mark: Path) -> Iterator[None]:
    """End process `pid`, whose command line names `mark`, if we die during the block."""
    watcher = subprocess.Popen(  # noqa: S603
        [_SHELL, "-c", _WATCH, "leash", str(pid), str(mark)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        watcher.communicate(b"done\n")
