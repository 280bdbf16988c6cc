"""The demonstration's directory, asked by people's own clients."""

from __future__ import annotations

import asyncio
import csv
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.real.deploy.demo_process import CERCLE, ROOT, DemoProcess
from tests.real.judge.judge import Judge

pytestmark = pytest.mark.real
PASSWORD = "mot-de-passe-d-essai"


def _account(demo: DemoProcess, **facts: str) -> dict[str, Any]:
    accounts: list[dict[str, Any]] = demo.contract["accounts"]
    return next(one for one in accounts if facts.items() <= one.items())


async def _arrive(judge: Judge, demo: DemoProcess, user: str, password: str) -> str:
    """The account's client, in a conversation with the directory; its room."""
    bot = demo.contract["bots"]["directory"]
    await judge.login(demo.contract["homeserver"]["url"], user, password, isolation="signed")
    room = await judge.create_room(invite=[bot])
    await judge.wait_membership(room, bot)
    return room


def _not_enrolled(demo: DemoProcess) -> dict[str, str]:
    """A row of the national file whose person has no account yet."""
    enrolled = {one["rpps"] for one in demo.contract["accounts"]}
    [file] = (demo.state / "annuaire").glob("PS_LibreAcces_Personne_activite_*.txt")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="|")
        return next(
            row
            for row in reversed(list(rows))
            if row["Identifiant PP"] not in enrolled and row["Code profession"] == "60"
        )


async def _provision(demo: DemoProcess, file: Path) -> None:
    order = [*CERCLE, "provision", file, "--state", demo.state]
    done = await asyncio.to_thread(
        subprocess.run, order, cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


async def test_here_then_in_the_whole_country(demo: DemoProcess) -> None:
    bot, account = demo.contract["bots"]["directory"], _account(demo, profession="pharmacien")
    async with Judge() as judge:
        room = await _arrive(judge, demo, account["user_id"], account["password"])
        await judge.say(room, "dermato le havre")
        assert (await judge.wait_message(room, bot, contains="dermato")).flawless
        await judge.say(room, "en France")
        country = await judge.wait_message(room, bot, contains="France")
        assert country.flawless
        assert "1." in country.text


async def test_a_newcomer_is_vouched_for_then_tells_of_themselves(
    demo: DemoProcess, tmp_path: Path
) -> None:
    bot, entry = demo.contract["bots"]["directory"], _not_enrolled(demo)
    name, first, rpps = (
        entry[column] for column in ("Nom d'exercice", "Prénom d'exercice", "Identifiant PP")
    )
    file = tmp_path / "comptes.csv"
    heading = "identifiant;nom;prenom;profession;rpps;type;mot_de_passe"
    line = f"nouvelle.venue;{name};{first};infirmier;;professionnel;{PASSWORD}"
    file.write_text(f"{heading}\n{line}\n", encoding="utf-8")
    await _provision(demo, file)
    chief = _account(demo, kind="coordinator")
    async with Judge() as coordinator, Judge() as newcomer:
        await _arrive(coordinator, demo, chief["user_id"], chief["password"])
        room = await _arrive(newcomer, demo, "nouvelle.venue", PASSWORD)
        await newcomer.say(room, f"je suis RPPS {rpps}")
        await newcomer.wait_message(room, bot, contains="coordination")

        office = await coordinator.wait_invitation(bot)
        await coordinator.join(office)
        card = await coordinator.wait_message(office, bot, contains=rpps)
        number = re.search(r"accepter (\d+)", card.text)
        assert number is not None, card.text
        await coordinator.say(office, f"accepter {number[1]}")
        await newcomer.wait_message(room, bot, where=lambda seen: "mon profil" in seen.text)

        await newcomer.say(room, "bio suivi des plaies chroniques à domicile")
        await newcomer.wait_message(room, bot, contains="plaies chroniques")
        direct = await coordinator.create_room(invite=[bot])
        await coordinator.wait_membership(direct, bot)
        await coordinator.say(direct, "infirmier plaies chroniques")
        found = await coordinator.wait_message(direct, bot, contains="plaies chroniques")
        assert name.casefold() in found.text.casefold()

        protocols = demo.contract["rooms"]["protocols"]
        await coordinator.say(protocols, "Protocole AVK : surveillance et relais")
        # The assistant hears each conversation by itself: it may be asked before it has noted.
        told = ""
        async with asyncio.timeout(240):
            while "surveillance et relais" not in told:
                known = {one.event_id for one in newcomer.seen_so_far(room)}
                await newcomer.say(room, "protocole AVK")
                answer = await newcomer.wait_message(
                    room, bot, where=lambda one, known=known: one.event_id not in known
                )
                told = answer.text
        assert answer.flawless
