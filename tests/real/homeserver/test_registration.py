"""Accounts are made by who holds the server's secret, and by nobody else."""

from __future__ import annotations

import pytest

from care.matrix.http import MatrixError, path
from homeserver.registration import is_taken, log_in, register
from tests.real.servers import RunningHomeserver

pytestmark = pytest.mark.real


async def test_an_account_without_a_device_then_a_session(homeserver: RunningHomeserver) -> None:
    async with homeserver.http() as http:
        user_id = await register(
            http, homeserver.shared_secret, "nina.reg", "pw", display_name="ESSAI Nina"
        )
        nina = await log_in(http, "nina.reg", "pw", device_id="TABLETTE", device_name="tablette")
    assert (nina.user_id, nina.device_id) == (user_id, "TABLETTE")
    async with homeserver.http(nina) as http:
        devices = (await http.request("GET", path("devices")))["devices"]
    assert [device["device_id"] for device in devices] == ["TABLETTE"]


async def test_a_name_is_given_once(homeserver: RunningHomeserver) -> None:
    await homeserver.create_user("once.reg")
    with pytest.raises(MatrixError) as refused:
        await homeserver.create_user("once.reg")
    assert is_taken(refused.value)


async def test_without_the_secret_there_is_no_account(homeserver: RunningHomeserver) -> None:
    async with homeserver.http() as http:
        with pytest.raises(MatrixError) as refused:
            await register(http, "a-guess", "intruder", "pw")
        assert refused.value.status == 403
        assert not is_taken(refused.value)
        with pytest.raises(MatrixError) as closed:
            await http.request("POST", path("register"), {"username": "i", "password": "pw"})
    assert closed.value.errcode == "M_FORBIDDEN"
