"""A download goes on where it broke off, asks before fetching again, never shows half a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web

from care.directory.national_files import UnusableFile
from care.directory.sources.download import Download
from care.directory.sources.port import unheard
from care.directory.sources.web import Web
from tests.care.directory.sources.servers import serving

CONTENT = bytes(range(256)) * 4096


class FileServer:
    """Serves one file, and breaks off as many times as it is told."""

    def __init__(self) -> None:
        self.content, self.etag = CONTENT, '"one"'
        self.cuts, self.failures = 0, 0
        self.asked: list[tuple[str | None, str | None]] = []
        self.application = web.Application()
        self.application.router.add_get("/f.bin", self.answer)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.headers.get("Range"), request.headers.get("If-None-Match")))
        if self.failures:
            self.failures -= 1
            return web.Response(status=503)
        if request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304)
        start = self._start(request)
        headers = {"ETag": self.etag, "Content-Disposition": 'attachment; filename="../nom.txt"'}
        if start:
            last = len(self.content)
            headers["Content-Range"] = f"bytes {start}-{last - 1}/{last}"
        response = web.StreamResponse(status=206 if start else 200, headers=headers)
        response.content_length = len(self.content) - start
        await response.prepare(request)
        if self.cuts:
            self.cuts -= 1
            await response.write(self.content[start : start + 100_000])
            assert request.transport is not None
            request.transport.close()
            return response
        await response.write(self.content[start:])
        return response

    def _start(self, request: web.Request) -> int:
        wanted = request.headers.get("Range", "")
        same = request.headers.get("If-Range") == self.etag
        return int(wanted[6:].rstrip("-")) if wanted and same else 0


def download(url: str, path: Path, **limits: int) -> Download:
    return Download(Web(), url + "/f.bin", path, pause=0, **limits)


def test_arrives_whole_with_its_published_name(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int | None]] = []
    server = FileServer()
    with serving(server.application) as url:
        kept = download(url, tmp_path / "f").fetch(lambda *told: heard.append(told))
    assert (tmp_path / "f").read_bytes() == CONTENT
    assert (kept.name, kept.stamp) == ("nom.txt", '"one"')
    assert heard[-1] == ("nom.txt", len(CONTENT), len(CONTENT))


def test_goes_on_where_it_broke_off(tmp_path: Path) -> None:
    server = FileServer()
    server.cuts = 2
    with serving(server.application) as url:
        download(url, tmp_path / "f").fetch(unheard)
    assert (tmp_path / "f").read_bytes() == CONTENT
    starts = [int(asked[6:-1]) for asked, _ in server.asked if asked]
    assert len(server.asked) == 3
    assert 0 < starts[0] < starts[1]


def test_begins_anew_when_the_file_changed_in_between(tmp_path: Path) -> None:
    server = FileServer()
    with serving(server.application) as url:
        server.cuts = 6
        with pytest.raises(UnusableFile):
            download(url, tmp_path / "f").fetch(unheard)
        assert not (tmp_path / "f").exists()
        server.cuts, server.content, server.etag = 0, b"other" * 100_000, '"two"'
        download(url, tmp_path / "f").fetch(unheard)
    assert (tmp_path / "f").read_bytes() == b"other" * 100_000


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    server = FileServer()
    with serving(server.application) as url:
        first = download(url, tmp_path / "f").fetch(unheard)
        assert download(url, tmp_path / "f").fetch(unheard) == first
        assert server.asked[-1] == (None, '"one"')
        server.etag, server.content = '"two"', b"new"
        assert download(url, tmp_path / "f").fetch(unheard).stamp == '"two"'
    assert (tmp_path / "f").read_bytes() == b"new"


def test_a_server_in_trouble_is_asked_again(tmp_path: Path) -> None:
    server = FileServer()
    server.failures = 3
    with serving(server.application) as url:
        download(url, tmp_path / "f").fetch(unheard)
    assert len(server.asked) == 4


def test_what_is_too_large_is_not_kept(tmp_path: Path) -> None:
    server = FileServer()
    with serving(server.application) as url, pytest.raises(UnusableFile) as refused:
        download(url, tmp_path / "f", largest=1000).fetch(unheard)
    assert refused.value.reason == "source-too-large"
    assert not (tmp_path / "f").exists()


def test_an_address_that_is_gone_is_told(tmp_path: Path) -> None:
    with serving(web.Application()) as url, pytest.raises(UnusableFile) as refused:
        download(url, tmp_path / "f").fetch(unheard)
    assert refused.value.reason == "source-not-found"
