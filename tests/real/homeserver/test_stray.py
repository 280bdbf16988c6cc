"""A server that outlived its supervisor is found and ended; strangers are left alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from homeserver.layout import Layout
from homeserver.process import SynapseProcess
from homeserver.stray import stop_stray
from tests.real.servers import PATIENCE, running_homeserver

pytestmark = pytest.mark.real


async def test_starting_again_after_a_crash_of_the_supervisor(tmp_path: Path) -> None:
    async with running_homeserver(tmp_path) as server:
        orphan = server.process.pid
        successor = SynapseProcess(server.process.layout, server.url)
        await successor.start(PATIENCE)
        try:
            assert successor.pid not in {None, orphan}
            assert server.process.pid is None
        finally:
            await successor.stop()


def test_a_number_that_now_belongs_to_another_program(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    for written in (str(os.getpid()), "99999999", "not a number", ""):
        layout.pid.write_text(written)
        stop_stray(layout)
    layout.pid.unlink()
    stop_stray(layout)
