"""Synapse really starts from what we render, says why when it cannot, and stops."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from homeserver.files import write_homeserver
from homeserver.process import StartFailure, SynapseProcess
from tests.real.servers import PATIENCE, running_homeserver, small_territory

pytestmark = pytest.mark.real


async def test_it_answers_restarts_and_stops(tmp_path: Path) -> None:
    async with running_homeserver(tmp_path) as server:
        first = server.process.pid
        user_id = await server.create_user("alice")
        await server.process.restart(PATIENCE)
        assert server.process.pid not in {None, first}
        assert (await server.login("alice")).user_id == user_id
        second = server.process.pid
        assert second is not None
    assert server.process.pid is None
    assert not server.process.layout.pid.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)


async def test_a_start_that_fails_says_why(tmp_path: Path) -> None:
    territory = small_territory()
    layout = write_homeserver(territory, tmp_path, testing=True, policies=False)
    layout.signing_key.write_text("not a key")
    process = SynapseProcess(layout, territory.homeserver.public_url)
    with pytest.raises(StartFailure, match=r"(?s)Synapse n’a pas démarré.*signing"):
        await process.start()
    assert process.pid is None


async def test_a_start_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    territory = small_territory()
    layout = write_homeserver(territory, tmp_path, testing=True, policies=False)
    process = SynapseProcess(layout, territory.homeserver.public_url)
    with pytest.raises(StartFailure, match="pas de réponse"):
        await process.start(deadline=0.3)
    assert process.pid is None
