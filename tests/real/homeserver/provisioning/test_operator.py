"""The operator has one session, and can read nothing."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from care.runtime.secrets import read_secret, write_secret
from homeserver.layout import Layout
from homeserver.provisioning.operator import ensure_operator, find_operator
from tests.real.homeserver.provisioning.scene import Scene

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]


async def test_no_room_key_can_be_sent_to_the_operator(scene: Scene) -> None:
    operator = scene.first.operator
    body = {"device_keys": {operator.user_id: []}}
    keys = await scene.call(operator, "POST", "keys", "query", body=body)
    assert keys["device_keys"] == {operator.user_id: {}}


async def test_the_session_is_found_again(scene: Scene) -> None:
    layout = scene.provisioning.layout
    assert await ensure_operator(scene.server.url, layout) == scene.first.operator
    assert await find_operator(scene.server.url, layout) == scene.first.operator


async def test_a_dead_session_is_replaced(scene: Scene) -> None:
    kept = scene.provisioning.layout.secret("operator_session")
    before = read_secret(kept)
    dead = asdict(scene.first.operator) | {"access_token": "syt_dead"}
    write_secret(kept, json.dumps(dead))
    fresh = await ensure_operator(scene.server.url, scene.provisioning.layout)
    assert fresh.user_id == scene.first.operator.user_id
    assert fresh.access_token not in {"syt_dead", scene.first.operator.access_token}
    write_secret(kept, before)


async def test_looking_for_an_operator_makes_none(scene: Scene, tmp_path: object) -> None:
    empty = Layout(scene.provisioning.layout.state / "nowhere")
    assert await find_operator(scene.server.url, empty) is None
    assert not empty.state.exists()
