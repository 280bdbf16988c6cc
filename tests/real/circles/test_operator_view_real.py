"""What whoever holds the server's disks can read of patients: nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from tests.real.circles.town import Town, running_town

pytestmark = pytest.mark.real

# Nothing else in the world bears these names.
CANARIES = ("CANARISPECIMEN", "Zéphyrine", "ZEPHYRINE", "0700000031", "700000031", "Canarirue",
            "canarallergie", "canarisecret", "canarimotif")  # fmt: skip
MATRICULE = "235127699900311"


async def _live(town: Town) -> None:
    """A circle with all that it may hold, and an emergency."""
    async with town.people("alice", "ida", "kim", "camille") as (alice, ida, kim, camille):
        scanned = (
            f"IS010000000000000000000000S1{MATRICULE}S21.2.250.1.213.1.4.10"
            "S3ZEPHYRINE\x1dS4CANARISPECIMEN\x1dS5FS601-12-1935"
        )
        await alice.asks(f"nouveau cercle {scanned}", "Qui est dans le cercle")
        await alice.asks("Ida Soigne, sa fille Anne Canaritante", "À quel titre")
        await alice.asks("1", "ouvert")
        room = await ida.enters("Cercle ")
        await ida.says("!tél 07 00 00 00 31", room)
        await ida.says("!adresse 3 Canarirue", room)
        await ida.says("!alerte canarallergie", room)
        await ida.hears("canarallergie", room)
        await ida.says("canarisecret : la plaie s’étend", room)
        await kim.asks(
            "bris de glace CANARISPECIMEN Zéphyrine 01/12/1935 F : canarimotif, chute au sol",
            "Accès d’urgence",
        )
        await kim.enters("Cercle ")
        await kim.hears("canarisecret")
        await camille.hears("Accès d’urgence")
        await alice.asks("mes patients", "1 patient")
        await alice.asks("1", "canarallergie")
        await alice.asks("journal", "canarimotif")
        await asyncio.sleep(1)


async def test_no_canary_in_any_database_log_or_file(tmp_path: Path) -> None:
    async with running_town(tmp_path) as town:
        await _live(town)
        town.kill()
        _cut_power(town)
        dump = _dump(town.server.process.layout.database)
        assert "m.room.member" in dump, "the dump is of the right database"
        assert _found_in(dump.encode()) == []
        service = _dump(town.database)
        assert "circle_members" in service
        assert _found_in(service.encode()) == []
        # The raw files, write-ahead logs included, and whatever was logged.
        everything = [
            path
            for folder in (town.server.state, town.folder)
            for path in folder.rglob("*")
            if path.is_file() and not _belongs_to_a_person(town, path)
        ]
        assert any(path.suffix == ".log" for path in everything)
        assert any(path.name == "service.db" for path in everything)
        assert {str(p): f for p in everything if (f := _found_in(p.read_bytes()))} == {}


def _cut_power(town: Town) -> None:
    """What a server writes while we read would be there for one look and gone for the next."""
    synapse = town.server.process
    assert synapse.pid is not None
    os.kill(synapse.pid, signal.SIGKILL)
    while synapse.running:
        time.sleep(0.02)


def _dump(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


def _found_in(data: bytes) -> list[str]:
    lowered = data.lower()
    return [one for one in (*CANARIES, MATRICULE) if one.lower().encode() in lowered]


def _belongs_to_a_person(town: Town, path: Path) -> bool:
    """People's own clients keep what they read, on their own phones."""
    inside = path.relative_to(town.folder).parts if path.is_relative_to(town.folder) else ()
    return bool(inside) and inside[0] in {"alice", "ida", "kim", "camille"}
