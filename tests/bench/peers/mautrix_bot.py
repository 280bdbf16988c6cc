"""An echo bot on mautrix-python as its documentation would have it: SQLite stores, cross-signed.

Runs in the bench's own virtual environment: mautrix needs libolm, which the product does not.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from mautrix.client import Client, InternalEventType
from mautrix.crypto import OlmMachine, PgCryptoStateStore, PgCryptoStore
from mautrix.types import EventType, Filter, RoomEventFilter, RoomFilter, StateFilter
from mautrix.util.async_db import Database

from tests.bench.peers.protocol import Facts, Tally, answer_to, serve

# Synapse's cap: with its default of 10, mautrix would lose what waits beyond the tenth message.
_TIMELINE = RoomEventFilter(limit=100)
_FILTER = Filter(room=RoomFilter(timeline=_TIMELINE, state=StateFilter(lazy_load_members=True)))


class MautrixBot:
    """One account; its stores are in `state`."""

    def __init__(self) -> None:
        self.tally = Tally()
        self._client: Any = None

    async def start(self, facts: Facts) -> Facts:
        """Log in, or come back with the stores of last time, and listen."""
        self.tally.start()
        state = Path(facts["state"])
        state.mkdir(parents=True, exist_ok=True)
        crypto_store, state_store = await _open_stores(state)
        client = Client(base_url=facts["url"], sync_store=crypto_store, state_store=state_store)
        first = await _log_in(client, state, facts)
        await crypto_store.put_device_id(client.device_id)
        client.crypto = OlmMachine(client, crypto_store, state_store)
        await client.crypto.load()
        if first:
            await client.crypto.share_keys()
            await client.crypto.generate_recovery_key()
        client.ignore_initial_sync = True
        client.add_event_handler(EventType.ROOM_MESSAGE, self._on_message)
        self._client = client
        await _listen(client, wait_for_answer=first)
        return {"device_id": str(client.device_id)}

    async def send(self, facts: Facts) -> None:
        """Send to a room, known by sync or not yet: mautrix asks the server for what it misses."""
        await self._client.send_text(facts["room"], facts["text"])

    async def _on_message(self, event: Any) -> None:
        if event.sender == self._client.mxid:
            return
        answer = answer_to(event.content.body)
        if answer is not None:
            await self._client.send_text(event.room_id, answer)
        self.tally.add(event.event_id, event.content.body)


async def _open_stores(state: Path) -> tuple[Any, Any]:
    url = f"sqlite:///{state / 'mautrix.db'}"
    database = Database.create(url, upgrade_table=PgCryptoStore.upgrade_table)
    await database.start()
    await PgCryptoStateStore.upgrade_table.upgrade(database)
    crypto_store = PgCryptoStore("bench", "bench", database)
    await crypto_store.open()
    return crypto_store, PgCryptoStateStore(database)


async def _log_in(client: Any, state: Path, facts: Facts) -> bool:
    kept = state / "session.json"
    first = not kept.exists()
    if first:
        await client.login(facts["user"], password=facts["password"])
        session = [str(client.mxid), str(client.device_id), client.api.token]
        kept.write_text(json.dumps(session))
    client.mxid, client.device_id, client.api.token = json.loads(kept.read_text())
    return first


async def _listen(client: Any, *, wait_for_answer: bool) -> None:
    """Start the sync loop; back with a token, the first request only waits for news."""
    listening = asyncio.Event()

    async def on_sync(*_: Any) -> None:
        listening.set()

    moment = (
        InternalEventType.SYNC_SUCCESSFUL if wait_for_answer else InternalEventType.SYNC_STARTED
    )
    client.add_event_handler(moment, on_sync)
    client.start(_FILTER)
    await listening.wait()


def main() -> None:
    """Serve until standard input closes."""
    bot = MautrixBot()
    asyncio.run(serve(start=bot.start, send=bot.send, progress=bot.tally.progress))


if __name__ == "__main__":
    main()
