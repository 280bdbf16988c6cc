"""Rooms are never made twice."""

from __future__ import annotations

import json

import pytest

from tests.real.homeserver.provisioning.scene import Scene

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]


async def test_the_rooms_are_found_again_without_the_file(scene: Scene) -> None:
    scene.provisioning.layout.rooms.unlink()
    again = await scene.provisioning.bring_up()
    assert again.rooms == scene.first.rooms
    kept = json.loads(scene.provisioning.layout.rooms.read_text())
    assert kept == scene.first.rooms
