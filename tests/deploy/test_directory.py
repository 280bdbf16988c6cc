"""A territory's directory lives where its settings say: refreshed, and read by programs."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import aiohttp

from care.directory.store import load_edition
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.clock import SystemClock
from care.runtime.database import Database
from care.runtime.settings import load_territory
from care.software.store import create_key
from deploy.directory import directory_api, place_of, refreshing
from deploy.migrate import upgrade
from deploy.state import TerritoryFolder
from deploy.web.pages import serving_pages
from tests.ports import free_port

EXAMPLE = Path(__file__).resolve().parents[2] / "territory.example.toml"


async def test_a_territory_fills_its_directory_and_serves_it(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / "territory.toml")
    write_synthetic_files(tmp_path / "fichiers", people=30)
    folder = TerritoryFolder(tmp_path)
    ports = {"web_port": free_port(), "metrics_port": free_port()}
    changes = {"directory": {"folder": "fichiers"}, "service": ports}
    territory = load_territory(folder.settings, changes)
    database, keys = folder.open_database(territory), folder.open_keys()
    upgrade(database)
    with database.begin() as connection:
        key = create_key(connection, "Essai", SystemClock().now())
    place = place_of(folder, territory, database, keys)
    async with (
        refreshing(place, folder, territory),
        directory_api(territory, database, keys) as fhir,
        serving_pages(territory, fhir),
        aiohttp.ClientSession(headers={"ESANTE-API-KEY": key.text}) as session,
    ):
        async with asyncio.timeout(180):
            while not _is_filled(database):
                await asyncio.sleep(0.05)
        url = f"http://127.0.0.1:{ports['web_port']}/fhir/Practitioner"
        async with session.get(url) as answer:
            assert (await answer.json(content_type=None))["total"] == 30
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
        async with session.get(f"http://127.0.0.1:{ports['metrics_port']}/metrics") as answer:
            assert "cercle_directory_published_seconds" in await answer.text()
    database.close()


def _is_filled(database: Database) -> bool:
    with database.begin() as connection:
        return load_edition(connection) is not None


async def test_switched_off_it_is_not_there(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / "territory.toml")
    folder = TerritoryFolder(tmp_path)
    territory = load_territory(folder.settings, {"directory_api": {"enabled": False}})
    database = folder.open_database(territory)
    async with directory_api(territory, database, folder.open_keys()) as fhir:
        assert fhir is None
    database.close()
