"""Doing it again changes nothing."""

from __future__ import annotations

import pytest

from homeserver.provisioning.admin import Admin
from tests.real.homeserver.provisioning.scene import NAMES, PEOPLE, Scene
from tests.real.servers import PATIENCE

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]


async def test_a_second_run_changes_nothing(scene: Scene) -> None:
    before = await scene.event_count()
    plan = await scene.provisioning.import_accounts(PEOPLE)
    again = await scene.provisioning.bring_up()
    assert plan.changes_nothing
    assert len(plan.unchanged) == len(NAMES)
    assert again.rooms == scene.first.rooms
    assert again.operator == scene.first.operator
    assert again.joined == 0
    assert await scene.event_count() == before


async def test_who_left_is_not_brought_back(scene: Scene) -> None:
    bruno = await scene.server.login("bruno", "mot-de-passe-bruno")
    await scene.call(bruno, "POST", "rooms", scene.first.rooms["nurses"], "leave", body={})
    assert (await scene.provisioning.bring_up()).joined == 0
    assert await scene.members("nurses") == {"intendance", "liaison"}
    async with scene.server.http(scene.first.operator) as http:
        await Admin(http).join(scene.first.rooms["nurses"], bruno.user_id)


async def test_a_restart_keeps_everything(scene: Scene) -> None:
    await scene.server.process.restart(PATIENCE)
    plan = await scene.provisioning.import_accounts(PEOPLE)
    again = await scene.provisioning.bring_up()
    assert plan.changes_nothing
    assert again.rooms == scene.first.rooms
