"""From ten rooms to a thousand: time to the first answer after a restart, and memory."""

from __future__ import annotations

import asyncio
import time

from tests.bench.hall import Hall
from tests.bench.lean.client import LeanClient
from tests.bench.peers.known import Peer
from tests.bench.peers.running import running
from tests.bench.results import Sheet

ANSWER = "First answer after a restart"
MEMORY = "Memory by number of rooms"
_PATIENCE = 120.0


async def measure(hall: Hall, peers: list[Peer], sheet: Sheet, steps: list[int]) -> None:
    """At each step every peer restarts in the same rooms; the question waits for it."""
    accounts = {peer.name: await hall.account(peer.name) for peer in peers}
    users = [hall.user_id(localpart) for localpart in accounts.values()]
    async with hall.asker() as asker:
        homes = {peer.name: await _home(hall, asker, accounts[peer.name]) for peer in peers}
        rooms = 1
        for step in steps:
            for _ in range(rooms, step):
                await hall.open_room(asker.http, users)
            rooms = step
            for peer in peers:
                # The new rooms are learnt in one start, the next one is measured.
                await _restart(hall, asker, peer, accounts[peer.name], homes[peer.name])
                seconds, memory = await _restart(
                    hall, asker, peer, accounts[peer.name], homes[peer.name]
                )
                column = f"{step}_rooms"
                sheet.add(ANSWER, peer.title, "ms", **{column: seconds * 1000})
                sheet.add(MEMORY, peer.title, "MB", **{column: memory})


async def _home(hall: Hall, asker: LeanClient, localpart: str) -> str:
    """A room for two, where questions are asked: others do not hear them."""
    return await hall.open_room(asker.http, [hall.user_id(localpart)])


async def _restart(
    hall: Hall, asker: LeanClient, peer: Peer, localpart: str, room_id: str
) -> tuple[float, float]:
    """Seconds from spawn to the answer read, and the memory then."""
    text = f"question {time.monotonic_ns()}"
    answered = asker.expect(room_id, f"echo {text}")
    known = asker.keys.has_key(room_id)
    if known:
        await asker.say(room_id, text)
    begun = time.perf_counter()
    async with running(hall, peer, localpart) as process:
        if not known:
            await asker.share(room_id, [process.user_id])
            await asker.say(room_id, text)
        return await asyncio.wait_for(answered, _PATIENCE) - begun, process.memory
