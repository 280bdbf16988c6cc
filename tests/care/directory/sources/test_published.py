"""Published files come over pinned HTTPS, once for each time they change."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web

from care.directory.national_files import UnusableFile
from care.directory.sources.port import unheard
from care.directory.sources.published import PublishedSource
from care.directory.store import load_people
from care.directory.synthetic import SyntheticPerson
from care.runtime.database import Database
from tests.care.directory.sources.archives import pack
from tests.care.directory.sources.servers import make_authority, serving
from tests.care.directory.territory import take_in


class Publisher:
    """Publishes an archive under an address that does not name it, as the real server does."""

    def __init__(self, archive: Path) -> None:
        self.archive, self.version, self.sent = archive, 1, 0
        self.application = web.Application()
        self.application.router.add_get("/extraction/PS_LibreAcces", self.answer)

    async def answer(self, request: web.Request) -> web.Response:
        etag = f'"{self.version}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        self.sent += 1
        name = f'attachment; filename="{self.archive.name}"'
        headers = {"ETag": etag, "Content-Disposition": name}
        return web.Response(body=self.archive.read_bytes(), headers=headers)


def test_an_archive_is_downloaded_and_imported(
    folder: Path, people: list[SyntheticPerson], database: Database, tmp_path: Path
) -> None:
    authority = make_authority(tmp_path / "ca")
    publisher = Publisher(pack(folder, tmp_path / "PS_LibreAcces_202611120600.zip"))
    with serving(publisher.application, authority.server) as url:
        source = PublishedSource([f"{url}/extraction/PS_LibreAcces"], authority.ca_file)
        with source.deliver(tmp_path / "spool", unheard) as delivery:
            take_in(database, delivery.folder)
            mark = delivery.mark
        with source.deliver(tmp_path / "spool", unheard) as again:
            assert again.mark == mark != ""
            assert len(list(again.folder.glob("*.txt"))) == 3
        assert publisher.sent == 1
        publisher.version = 2
        with source.deliver(tmp_path / "spool", unheard) as changed:
            assert changed.mark != mark
    with database.begin() as connection:
        assert len(list(load_people(connection))) == len(people)


def test_an_address_in_clear_is_refused_before_anything(tmp_path: Path) -> None:
    source = PublishedSource(["http://annuaire.example/f"])
    with pytest.raises(UnusableFile), source.deliver(tmp_path / "spool", unheard):
        pass
    assert not (tmp_path / "spool").exists()
