"""Files are sent whole or compressed, for ever or not, and none from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from care.runtime.errors import SettingsError
from widgets.engine.shell import load_shell

_SCRIPT = "console.log('é');" * 100


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<p>page", encoding="utf-8")
    (tmp_path / "assets" / "index-a1.js").write_text(_SCRIPT, encoding="utf-8")
    (tmp_path / "icon.png").write_bytes(b"\x89PNG")
    return tmp_path


def client(built: Path) -> TestClient[web.Request, web.Application]:
    shell, application = load_shell(built), web.Application()
    application.router.add_get("/page", shell.page)
    application.router.add_get("/{path:.*}", shell.file)
    return TestClient(TestServer(application))


async def test_compressed_and_kept_for_ever_when_its_name_says_what_it_is(built: Path) -> None:
    async with client(built) as browser:
        script = await browser.get("/assets/index-a1.js")
        assert await script.text() == _SCRIPT
        assert script.headers["Content-Encoding"] == "gzip"
        assert "immutable" in script.headers["Cache-Control"]
        assert int(script.headers["Content-Length"]) < len(_SCRIPT) / 5
        page = await browser.get("/page")
        assert page.headers["Cache-Control"] == "no-cache"
        assert (await browser.get("/icon.png")).headers.get("Content-Encoding") is None


async def test_what_the_browser_has_is_not_sent_again(built: Path) -> None:
    async with client(built) as browser:
        tag = (await browser.get("/page")).headers["ETag"]
        assert (await browser.get("/page", headers={"If-None-Match": tag})).status == 304


async def test_only_what_was_built_is_there(built: Path) -> None:
    async with client(built) as browser:
        for path in ("absent.js", "..%2findex.html", "assets", ""):
            assert (await browser.get(f"/{path}")).status == 404


def test_no_build_is_said_at_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="make setup"):
        load_shell(tmp_path)
