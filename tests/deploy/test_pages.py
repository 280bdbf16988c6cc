"""Pages start with the territory, unless it switched them off."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.matrix.disk import AccountFiles
from care.pages import tables
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.sealing import KeyRing
from care.runtime.settings import Pages, Territory
from deploy.pages import access_token, professional_pages
from tests.real.servers import small_territory
from widgets.engine.shell import BUILT

KEYS = KeyRing({1: bytes(range(32))})


@pytest.fixture
def database(tmp_path: Path) -> Database:
    assert tables.PAGE_SESSIONS is not None
    opened = Database(sqlite_url(tmp_path / "pages.db"))
    METADATA.create_all(opened.engine)
    return opened


async def test_they_may_be_switched_off(database: Database) -> None:
    territory: Territory = small_territory().model_copy(update={"pages": Pages(enabled=False)})
    async with professional_pages(territory, database, KEYS, "@a:b", []) as pages:
        assert pages is None


@pytest.mark.skipif(not (BUILT / "index.html").exists(), reason="make setup builds the pages")
async def test_they_answer_under_their_prefix(database: Database) -> None:
    async with professional_pages(small_territory(), database, KEYS, "@a:b", []) as pages:
        assert pages is not None
        paths = [resource.canonical for resource in pages.router.resources()]
        assert "/api/enter/link" in paths


def test_an_assistant_s_token_is_read_each_time(tmp_path: Path) -> None:
    files = AccountFiles(tmp_path, tmp_path)
    assert access_token(files) is None
    files.device.write_text('{"access_token": "first"}', encoding="utf-8")
    assert access_token(files) == "first"
    files.device.write_text('{"access_token": "second"}', encoding="utf-8")
    assert access_token(files) == "second"
    files.device.write_text("[", encoding="utf-8")
    assert access_token(files) is None
