"""One demonstration per folder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from care.runtime.errors import SettingsError
from deploy.demo.layout import DemoLayout
from deploy.words import say


@contextmanager
def hold(layout: DemoLayout) -> Iterator[None]:
    """Mark the folder as a demonstration and keep others out of it for the block.

    Raises SettingsError when it already runs, or when the folder holds something else.
    """
    if layout.state.is_dir() and any(layout.state.iterdir()) and not layout.marker.exists():
        raise SettingsError(say("demo-not-a-demo", folder=str(layout.state)))
    layout.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with layout.marker.open("w") as marker:
        try:
            fcntl.flock(marker, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SettingsError(say("demo-already-running", folder=str(layout.state))) from None
        yield
