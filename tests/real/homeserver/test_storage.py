"""Synapse on PostgreSQL, from the address in the territory's file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from care.matrix.http import path
from tests.real.servers import PATIENCE, running_homeserver

pytestmark = pytest.mark.real


async def test_a_territory_on_postgresql_keeps_its_rooms(tmp_path: Path, postgres_url: str) -> None:
    with_password = make_url(postgres_url).set(password="unused:but\\kept")
    address = with_password.render_as_string(hide_password=False)
    async with running_homeserver(tmp_path, database_url=address) as server:
        await server.create_user("alice")
        alice = await server.login("alice")
        async with server.http(alice) as http:
            room = (await http.request("POST", path("createRoom"), {}))["room_id"]
            await server.process.restart(PATIENCE)
            rooms = (await http.request("GET", path("joined_rooms")))["joined_rooms"]
        assert rooms == [room]
        assert "unused" not in server.process.layout.configuration.read_text()
        assert not server.process.layout.database.exists()
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT room_id FROM rooms")).scalars().all()
    engine.dispose()
    assert kept == [room]
