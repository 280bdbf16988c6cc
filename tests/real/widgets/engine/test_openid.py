"""Synapse itself says whose a token is, and says nothing else there."""

from __future__ import annotations

import aiohttp
import pytest

from care.matrix.http import MatrixHttp
from care.runtime.errors import Refusal, TemporaryFailure
from tests.ports import free_port
from tests.real.servers import RunningHomeserver
from tests.real.widgets.people import arrive
from widgets.engine.openid import verify_token

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="session")]


async def test_a_token_is_its_owner_s(homeserver: RunningHomeserver) -> None:
    alice = await arrive(homeserver, "openid-alice")
    token = await alice.openid()
    http = MatrixHttp(homeserver.url)
    try:
        name = homeserver.server_name
        assert token["matrix_server_name"] == name
        assert await verify_token(http, name, name, token["access_token"]) == alice.user_id
        for wrong in ("", "invented", alice.credentials.access_token):
            with pytest.raises(Refusal, match="openid-refused"):
                await verify_token(http, name, name, wrong)
        with pytest.raises(Refusal, match="openid-refused"):
            await verify_token(http, name, "evil.example", token["access_token"])
        with pytest.raises(Refusal, match="openid-refused"):
            await verify_token(http, "other.test", "other.test", token["access_token"])
    finally:
        await http.close()


async def test_a_homeserver_that_is_away_is_not_a_refusal() -> None:
    http = MatrixHttp(f"http://127.0.0.1:{free_port()}")
    try:
        with pytest.raises(TemporaryFailure):
            await verify_token(http, "a", "a", "token")
    finally:
        await http.close()


async def test_the_door_for_tokens_opens_to_nothing_else(homeserver: RunningHomeserver) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ("version", "publicRooms", "query/profile", "state/!r", "send/1"):
            async with session.get(f"{homeserver.url}/_matrix/federation/v1/{path}") as got:
                assert got.status == 404, path
