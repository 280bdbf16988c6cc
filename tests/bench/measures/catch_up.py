"""Coming back after downtime: many messages wait in many rooms, with their keys."""

from __future__ import annotations

import asyncio
import time

from tests.bench.hall import Hall
from tests.bench.lean.client import LeanClient
from tests.bench.peers.known import Peer
from tests.bench.peers.running import RunningPeer, running
from tests.bench.results import Sheet

NAME = "Catch-up after downtime"
LOSS = f"{NAME}: never handled"
MEMORY = f"{NAME}: memory"
_AT_ONCE = 8
_PATIENCE = 15.0
_POLL = 0.5
# Lets every peer finish what it writes after an answer: a tidy stop, not a crash.
_SETTLE = 2.0


async def measure(hall: Hall, peers: list[Peer], sheet: Sheet, rooms: int, per_room: int) -> None:
    """Messages per second from the start of a warm process to the last one handled.

    Each peer comes back alone, to the same rooms and messages.
    """
    accounts = {peer.name: await hall.account(peer.name) for peer in peers}
    users = [hall.user_id(localpart) for localpart in accounts.values()]
    async with hall.asker() as asker:
        room_ids = [await hall.open_room(asker.http, users) for _ in range(rooms)]
        for peer in peers:
            await _get_to_know(hall, asker, peer, accounts[peer.name], room_ids[-1], users)
        await _flood(asker, room_ids, users, per_room)
    for peer in peers:
        await _come_back(hall, peer, accounts[peer.name], rooms * per_room, sheet)


async def _get_to_know(
    hall: Hall, asker: LeanClient, peer: Peer, localpart: str, room_id: str, users: list[str]
) -> None:
    async with running(hall, peer, localpart):
        await asker.share(room_id, users)
        await asker.ask(room_id, f"hello {peer.name}", timeout=120)
        await asyncio.sleep(_SETTLE)


async def _flood(asker: LeanClient, room_ids: list[str], users: list[str], per_room: int) -> None:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def fill(room_id: str) -> None:
        async with gate:
            await asker.share(room_id, users)
            for number in range(per_room):
                await asker.say(room_id, f"load {number}")

    await asyncio.gather(*(fill(room_id) for room_id in room_ids))


async def _come_back(hall: Hall, peer: Peer, localpart: str, waiting: int, sheet: Sheet) -> None:
    async with running(hall, peer, localpart) as process:
        handled, seconds = await _until_quiet(process, waiting)
        if handled == 0:
            sheet.skip(f"{NAME}, {peer.title}", "nothing was handled")
            return
        sheet.add(NAME, peer.title, "messages/s", rate=handled / seconds)
        sheet.add(LOSS, peer.title, "messages", lost=waiting - handled)
        sheet.add(MEMORY, peer.title, "MB", after=process.memory)


async def _until_quiet(process: RunningPeer, waiting: int) -> tuple[int, float]:
    """What was handled when all is in, or when nothing more came for a while."""
    handled, seconds = await process.progress()
    changed = time.monotonic()
    while handled < waiting and time.monotonic() - changed < _PATIENCE:
        await asyncio.sleep(_POLL)
        before, (handled, seconds) = handled, await process.progress()
        if handled != before:
            changed = time.monotonic()
    return handled, seconds
