"""The list is fetched from a file or an address; a failure leaves the last one."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from aiohttp import web

from bridges.mssante.white_list.refreshing import WhiteListRefresh
from bridges.mssante.white_list.shelf import WhiteListShelf
from care.runtime.clock import ManualClock
from care.runtime.mail_settings import WhiteListSource
from tests.bridges.mssante.white_list.lists import NOW, Agency


def refresh(agency: Agency, folder: Path, **source: object) -> WhiteListRefresh:
    """A refresh into a shelf of its own."""
    settings = WhiteListSource.model_validate(
        {"anchors_file": agency.authority.anchors, "signer": agency.authority.signer, **source}
    )
    shelf = WhiteListShelf(folder / "shelf", agency.authority)
    return WhiteListRefresh(settings, folder, shelf, ManualClock(NOW))


def test_a_file_is_taken_again_when_it_changes(agency: Agency, tmp_path: Path) -> None:
    refreshing = refresh(agency, tmp_path, file="list.xml")
    assert refreshing.run() == "white-list-unreachable"
    (tmp_path / "list.xml").write_bytes(agency.publish())
    assert refreshing.run() is None
    (tmp_path / "list.xml").write_bytes(b"<html>Erreur</html>")
    assert refreshing.run() == "white-list-not-signed"
    assert refreshing.shelf.is_trusted("a@ch.mssante.example")
    newer = agency.publish([("autre.example", "x")], NOW + timedelta(hours=1))
    (tmp_path / "list.xml").write_bytes(newer)
    assert refreshing.run() is None
    assert not refreshing.shelf.is_trusted("a@ch.mssante.example")


@asynccontextmanager
async def publishing(agency: Agency, body: list[bytes]) -> AsyncIterator[str]:
    """The list at an https address of this machine, under the agency's own authority."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=body[0]) if body else web.Response(status=503)

    pair = agency.ca.server()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pair.certificate, pair.key)
    application = web.Application()
    application.router.add_get("/list.xml", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    server = site._server
    assert server is not None
    port = server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    try:
        yield f"https://127.0.0.1:{port}/list.xml"
    finally:
        await runner.cleanup()


async def test_an_address_is_believed_under_its_pinned_authority_only(
    agency: Agency, tmp_path: Path
) -> None:
    body = [agency.publish()]
    async with publishing(agency, body) as url:
        pinned = refresh(agency, tmp_path, url=url, ca_file=agency.ca.file)
        assert await asyncio.to_thread(pinned.run) is None
        assert pinned.shelf.is_ready
        body.clear()
        assert await asyncio.to_thread(pinned.run) == "white-list-unreachable"
        assert pinned.shelf.is_ready
        public = refresh(agency, tmp_path / "other", url=url)
        assert await asyncio.to_thread(public.run) == "source-certificate"
        assert not public.shelf.is_ready


async def test_it_goes_on_refreshing(agency: Agency, tmp_path: Path) -> None:
    (tmp_path / "list.xml").write_bytes(agency.publish())
    refreshing = refresh(agency, tmp_path, file="list.xml")
    task = asyncio.create_task(refreshing.keep_fresh())
    while not refreshing.shelf.is_ready:
        await asyncio.sleep(0.01)
    task.cancel()
