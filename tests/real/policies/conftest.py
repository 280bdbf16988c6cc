"""A real Synapse with the policies, and six people who talk to it without any client's manners."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from care.access.people import Account, Kind
from care.access.registry_file import render_registry
from care.matrix.http import MatrixError, MatrixHttp, path
from tests.postgres import Cluster
from tests.real.servers import RunningHomeserver, running_homeserver

PEOPLE = {
    "alice": Account(Kind.PROFESSIONAL, "FICTIVE Alice – infirmière"),
    "bruno": Account(Kind.PROFESSIONAL, "FICTIF Bruno – pharmacien"),
    "chloe": Account(Kind.COORDINATOR, "FICTIVE Chloé – coordinatrice"),
    "paul": Account(Kind.PATIENT, "INVENTÉ Paul"),
    "rose": Account(Kind.RELATIVE, "INVENTÉE Rose"),
    "annuaire": Account(Kind.BOT, "Annuaire (assistant)"),
}


@dataclass(frozen=True)
class Someone:
    """A logged-in account and its bare HTTP connection."""

    user_id: str
    http: MatrixHttp

    async def ask(self, method: str, *segments: str, **body: Any) -> dict[str, Any]:
        """A client-server request that must succeed."""
        sent = None if method == "GET" else body
        return await self.http.request(method, path(*segments), sent)

    async def refused(self, method: str, *segments: str, **body: Any) -> str:
        """A request that must be refused in our way; returns the reason."""
        with pytest.raises(MatrixError) as error:
            await self.ask(method, *segments, **body)
        answer = error.value.body
        assert (error.value.status, error.value.errcode) == (403, "M_FORBIDDEN")
        assert answer["error"].endswith(".")
        return str(answer["fr.cercle.reason"])

    async def room(self, **request: Any) -> str:
        """A new room; returns its id."""
        return str((await self.ask("POST", "createRoom", **request))["room_id"])


@dataclass(frozen=True)
class Village:
    """The server and its people, by first name."""

    server: RunningHomeserver
    people: Mapping[str, Someone]

    def __getitem__(self, name: str) -> Someone:
        return self.people[name]

    async def conversation(self, owner: str, *guests: str, **request: Any) -> str:
        """A room of `owner`'s where all the guests are, and have every power."""
        power = {"users_default": 100, "users": {self[owner].user_id: 100}}
        if request.get("room_version", "12") == "12":
            del power["users"]
        room = await self[owner].room(power_level_content_override=power, **request)
        for guest in guests:
            invited = self[guest].user_id
            await self[owner].ask("POST", "rooms", room, "invite", user_id=invited)
            await self[guest].ask("POST", "join", room)
        return room


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def kept_in(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the server keeps its rooms: the policies ask its database, whichever it is."""
    if request.param == "sqlite":
        yield "sqlite"
        return
    cluster: Cluster = request.getfixturevalue("postgres_cluster")
    yield cluster.create_database("policies")
    cluster.drop_database("policies")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def village(tmp_path_factory: pytest.TempPathFactory, kept_in: str) -> AsyncIterator[Village]:
    """A Synapse with the policies for every test of this folder, on each database in turn."""
    state = tmp_path_factory.mktemp("policies")
    async with running_homeserver(state, policies=True, database_url=kept_in) as server:
        recorded = {f"@{name}:{server.server_name}": who for name, who in PEOPLE.items()}
        server.process.layout.accounts.write_text(render_registry(recorded))
        connections = {}
        for name, account in PEOPLE.items():
            user_id = await server.create_user(name, display_name=account.display_name)
            session = await server.login(name, device_id=name.upper())
            connections[name] = Someone(user_id, MatrixHttp(server.url, session.access_token))
        yield Village(server, connections)
        for someone in connections.values():
            await someone.http.close()
