"""The demonstration's directory, asked by people's own clients: here, in the country, protocols."""

from __future__ import annotations

from typing import Any

import pytest

from tests.real.deploy.demo_process import DemoProcess
from tests.real.judge.judge import Judge

pytestmark = pytest.mark.real


def _account(demo: DemoProcess, profession: str) -> dict[str, Any]:
    return next(one for one in demo.contract["accounts"] if one["profession"] == profession)


async def _arrive(judge: Judge, demo: DemoProcess, account: dict[str, Any]) -> str:
    """The account's client, in a conversation with the directory; its room."""
    bot = demo.contract["bots"]["directory"]
    url = demo.contract["homeserver"]["url"]
    await judge.login(url, account["user_id"], account["password"], isolation="signed")
    room = await judge.create_room(invite=[bot])
    await judge.wait_membership(room, bot)
    return room


async def test_here_then_in_the_whole_country(demo: DemoProcess) -> None:
    bot = demo.contract["bots"]["directory"]
    async with Judge() as judge:
        room = await _arrive(judge, demo, _account(demo, "pharmacien"))
        await judge.say(room, "dermato le havre")
        here = await judge.wait_message(room, bot, contains="dermato")
        assert here.flawless
        await judge.say(room, "en France")
        country = await judge.wait_message(room, bot, contains="France")
        assert country.flawless
        assert "1." in country.text


async def test_a_posted_protocol_is_found_again(demo: DemoProcess) -> None:
    bot = demo.contract["bots"]["directory"]
    coordinator = next(one for one in demo.contract["accounts"] if one["kind"] == "coordinator")
    protocols = demo.contract["rooms"]["protocols"]
    async with Judge() as poster, Judge() as asker:
        direct = await _arrive(poster, demo, coordinator)
        await poster.say(protocols, "Protocole plaies chroniques : pansements et surveillance")
        room = await _arrive(asker, demo, _account(demo, "infirmier"))
        await asker.say(room, "protocole plaies")
        answer = await asker.wait_message(room, bot, contains="laies")
        assert protocols in answer.text or "matrix.to" in (answer.text + str(answer))
        assert direct != room
