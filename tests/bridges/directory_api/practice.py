"""A practice program and the server that it asks, on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bridges.directory_api.application import PREFIX, build_directory_api
from care.directory.importer import import_folder
from care.directory.profiles.model import Profile
from care.directory.profiles.store import save_profile
from care.directory.store import load_people
from care.runtime.clock import ManualClock
from care.runtime.database import METADATA, Database, sqlite_url
from care.runtime.settings import DirectoryApi
from care.runtime.units import Units
from care.runtime.worker import Worker
from care.software.store import create_key
from tests.care.directory.territory import COMMUNES, KEYS, NOW

Json = dict[str, Any]


@dataclass
class Practice:
    """Asks the API as a program would; `answer` keeps the last response."""

    session: aiohttp.ClientSession
    url: str
    key: str
    database: Database
    clock: ManualClock
    status: int = 0
    headers: Any = None

    async def get(self, path: str, *, key: str | None = None, **headers: str) -> Json:
        """The JSON at `path` (or whole address)."""
        return await self.ask("GET", path, headers=self._signed(key) | headers)

    async def post(self, path: str, form: dict[str, str]) -> Json:
        """The JSON answered to a form."""
        return await self.ask("POST", path, data=form, headers=self._signed(None))

    async def ask(self, method: str, path: str, **options: Any) -> Json:
        """Any request."""
        url = path if path.startswith("http") else self.url + path
        async with self.session.request(method, url, **options) as response:
            self.status, self.headers = response.status, response.headers
            body = await response.read()
            assert not body or response.content_type == "application/fhir+json", body
            found: Json = await response.json(content_type=None) if body else {}
            return found

    async def all_pages(self, path: str) -> list[Json]:
        """Every resource, by following the next links."""
        found, bundle = [], await self.get(path)
        while True:
            assert self.status == 200, bundle
            found += [entry["resource"] for entry in bundle.get("entry", ())]
            following = [link["url"] for link in bundle["link"] if link["relation"] == "next"]
            if not following:
                return found
            bundle = await self.get(following[0])

    def take_in(self, folder: Path) -> None:
        """Import the files of `folder`."""
        import_folder(self.database, KEYS, folder, COMMUNES, NOW, accept_smaller=True)

    def say_of(self, rpps: str, profile: Profile) -> None:
        """The professional `rpps` changes their profile."""
        with Units(self.database, KEYS, self.clock).unit("test") as work:
            person = next(p for p in load_people(work.connection) if p.rpps == rpps)
            save_profile(work, person.id, profile)

    def _signed(self, key: str | None) -> dict[str, str]:
        chosen = self.key if key is None else key
        return {"Authorization": f"Bearer {chosen}"} if chosen else {}


@asynccontextmanager
async def practising(
    folder: Path | None, tmp_path: Path, settings: DirectoryApi | None = None
) -> AsyncIterator[Practice]:
    """A program with a key, facing a server whose directory was imported from `folder`."""
    database = Database(sqlite_url(tmp_path / "service.db"))
    METADATA.create_all(database.engine)
    worker, clock = Worker(database), ManualClock(NOW)
    with database.begin() as connection:
        secret = create_key(connection, "Logiciel d'essai", NOW)
    root = web.Application()
    quick = settings or DirectoryApi(per_second=1000, burst=10_000)
    root.add_subapp(PREFIX, build_directory_api(worker, KEYS, clock, quick))
    try:
        async with (
            TestServer(root, host="127.0.0.1") as server,
            aiohttp.ClientSession() as session,
        ):
            url = str(server.make_url(PREFIX))
            practice = Practice(session, url, secret.text, database, clock)
            if folder is not None:
                practice.take_in(folder)
            yield practice
    finally:
        worker.close()
        database.close()
