"""Encrypted question → decrypted answer, every peer on the same server, taking turns."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from tests.bench.hall import Hall
from tests.bench.lean.client import LeanClient
from tests.bench.peers.known import Peer
from tests.bench.peers.running import RunningPeer, running
from tests.bench.results import Sheet, median, percentile

NAME = "Reply to an encrypted question"
_WARM_UP = 5
# Some peers cannot read what is said before they have seen themselves join.
_SETTLE_SECONDS = 3.0


async def measure(hall: Hall, peers: list[Peer], sheet: Sheet, questions: int) -> None:
    """Ask each peer `questions` questions in rounds, starting each round with another peer."""
    async with AsyncExitStack() as stack:
        asker = await stack.enter_async_context(hall.asker())
        rooms: list[tuple[RunningPeer, str]] = []
        for peer in peers:
            localpart = await hall.account(peer.name)
            process = await stack.enter_async_context(running(hall, peer, localpart))
            rooms.append((process, await _meet(hall, asker, process)))
        times = await _rounds(asker, rooms, questions)
        for process, _ in rooms:
            values = [seconds * 1000 for seconds in times[process.peer.name]]
            sheet.add(
                NAME, process.peer.title, "ms", median=median(values), p95=percentile(values, 0.95)
            )


async def _meet(hall: Hall, asker: LeanClient, process: RunningPeer) -> str:
    room_id = await hall.open_room(asker.http, [process.user_id])
    await asyncio.sleep(_SETTLE_SECONDS)
    if process.peer.encrypted:
        await asker.share(room_id, [process.user_id])
    for number in range(_WARM_UP):
        await asker.ask(room_id, f"warm-up {number}", timeout=60)
    return room_id


async def _rounds(
    asker: LeanClient, rooms: list[tuple[RunningPeer, str]], questions: int
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {process.peer.name: [] for process, _ in rooms}
    for number in range(questions):
        turn = number % len(rooms)
        for process, room_id in rooms[turn:] + rooms[:turn]:
            times[process.peer.name].append(await asker.ask(room_id, f"question {number}"))
    return times
