"""Synapse really starts from what we render, and behaves as the settings say."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from care.matrix.http import path
from tests.real.servers import RunningHomeserver, running_homeserver

pytestmark = pytest.mark.real


async def test_a_new_server_answers_within_ten_seconds(tmp_path: Path) -> None:
    began = time.monotonic()
    async with running_homeserver(tmp_path) as server:
        assert time.monotonic() - began < 10
        assert server.process.pid is not None
        assert server.admin.user_id == "@root:cercle.test"
    assert server.process.pid is None


async def test_a_room_is_encrypted_without_asking(homeserver: RunningHomeserver) -> None:
    user_id = await homeserver.create_user("alice_start")
    alice = await homeserver.login("alice_start")
    assert alice.user_id == user_id
    async with homeserver.http(alice) as http:
        room = (await http.request("POST", path("createRoom"), {}))["room_id"]
        state = await http.request("GET", path("rooms", room, "state", "m.room.encryption", ""))
    assert state["algorithm"] == "m.megolm.v1.aes-sha2"
