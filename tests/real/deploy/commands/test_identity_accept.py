"""Somebody resets their secure identity, the operator checks them, the bots answer again."""

from __future__ import annotations

import asyncio
import subprocess

import pytest

from tests.real.deploy.demo_process import CERCLE, ROOT, DemoProcess
from tests.real.judge.judge import Judge

pytestmark = pytest.mark.real


async def _accept(demo: DemoProcess, person: str) -> subprocess.CompletedProcess[str]:
    order = [*CERCLE, "identity", "accept", person, "--state", str(demo.state)]
    return await asyncio.to_thread(
        subprocess.run, order, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )


async def test_the_bots_answer_again_once_the_operator_has_checked(demo: DemoProcess) -> None:
    contract = demo.contract
    secretary = next(one for one in contract["accounts"] if one["kind"] == "secretary")
    bot = contract["bots"]["directory"]
    async with Judge() as judge:
        await judge.login(
            contract["homeserver"]["url"],
            secretary["user_id"],
            secretary["password"],
            isolation="signed",
        )
        room = await judge.create_room(invite=[bot])
        await judge.wait_membership(room, bot)
        await judge.say(room, "aide")
        await judge.wait_message(room, bot, contains="Écrivez qui vous cherchez")

        await judge.reset_identity()
        await judge.say(room, "pharmacie")
        refusal = await judge.wait_message(room, bot, contains="identité sécurisée")
        assert not refusal.encrypted

        accepted = await _accept(demo, secretary["user_id"])
        assert accepted.returncode == 0, accepted.stderr
        assert "dès son prochain message" in accepted.stdout
        await judge.say(room, "dermato le havre")
        answer = await judge.wait_message(room, bot, contains="dermato")
        assert answer.flawless


async def test_somebody_unknown_or_without_identity_is_told(demo: DemoProcess) -> None:
    nobody = await _accept(demo, "personne")
    assert nobody.returncode == 2
    assert "Aucun compte @personne:" in nobody.stderr
    newcomer = next(one for one in demo.contract["accounts"] if one["kind"] == "relative")
    without = await _accept(demo, newcomer["user_id"])
    assert without.returncode == 2
    assert "n’a pas encore d’identité" in without.stderr
