"""Our servers answer for the time of a block, and say when their port is taken."""

from __future__ import annotations

import socket

import aiohttp
import pytest
from aiohttp import web

from care.runtime.errors import SettingsError
from deploy.web.serving import serving
from tests.ports import free_port

HOST = "127.0.0.1"


async def test_answers_then_gives_the_port_back() -> None:
    port = free_port()
    async with serving(web.Application(), HOST, port), aiohttp.ClientSession() as session:
        assert (await session.get(f"http://{HOST}:{port}/")).status == 404
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get(f"http://{HOST}:{port}/")


async def test_a_taken_port_is_named() -> None:
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=str(port)):
            async with serving(web.Application(), HOST, port):
                pass
