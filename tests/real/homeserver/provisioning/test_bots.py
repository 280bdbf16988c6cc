"""The bots have their accounts, their names and their identities."""

from __future__ import annotations

import pytest

from care.runtime.secrets import read_secret
from tests.real.homeserver.provisioning.scene import Scene

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]


async def test_bots_have_a_name_and_no_limits(scene: Scene) -> None:
    seat = scene.first.bots["directory"]
    bot = await scene.server.login("annuaire", read_secret(seat.files.password))
    profile = await scene.call(bot, "GET", "profile", bot.user_id)
    assert profile["displayname"] == "Annuaire (assistant)"


async def test_bots_own_an_identity_that_their_one_device_is_signed_by(scene: Scene) -> None:
    for seat in scene.first.bots.values():
        body = {"device_keys": {seat.user_id: []}}
        keys = await scene.call(scene.first.operator, "POST", "keys", "query", body=body)
        (master,) = keys["master_keys"][seat.user_id]["keys"].values()
        (signer,) = keys["self_signing_keys"][seat.user_id]["keys"].values()
        (device,) = keys["device_keys"][seat.user_id].values()
        assert f"ed25519:{signer}" in device["signatures"][seat.user_id]
        assert master != signer
