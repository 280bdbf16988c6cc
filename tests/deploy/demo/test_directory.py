"""The demonstration's directory is imported for real, and only once a day."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from care.directory.tables import EDITIONS, PEOPLE
from care.runtime.database import Database, sqlite_url
from care.runtime.sealing import load_key_ring
from deploy.demo.directory import fill_directory
from deploy.migrate import upgrade

COMMUNES = ("76351", "76447", "76552", "76305", "76341", "76238")


def test_twice_is_once(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "cercle.db"))
    upgrade(database)
    keys = load_key_ring(tmp_path / "keys")
    people = fill_directory(tmp_path / "files", COMMUNES, database, keys)
    assert fill_directory(tmp_path / "files", COMMUNES, database, keys) == people
    with database.begin() as connection:
        kept = connection.execute(select(func.count()).select_from(PEOPLE)).scalar_one()
        editions = connection.execute(select(func.count()).select_from(EDITIONS)).scalar_one()
    database.close()
    assert kept == len(people)
    assert editions == 1
    assert len(list((tmp_path / "files").iterdir())) == 3
