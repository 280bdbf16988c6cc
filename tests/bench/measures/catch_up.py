"""Coming back after downtime: many messages wait in many rooms, with their keys."""

from __future__ import annotations

import asyncio

from tests.bench.hall import Hall
from tests.bench.lean.client import LeanClient
from tests.bench.peers.known import Peer
from tests.bench.peers.running import running
from tests.bench.results import Sheet

NAME = "Catch-up after downtime"
_AT_ONCE = 8
_PATIENCE = 300.0


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


async def _flood(asker: LeanClient, room_ids: list[str], users: list[str], per_room: int) -> None:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def fill(room_id: str) -> None:
        async with gate:
            await asker.share(room_id, users)
            for number in range(per_room):
                await asker.say(room_id, f"load {number}")

    await asyncio.gather(*(fill(room_id) for room_id in room_ids))


async def _come_back(hall: Hall, peer: Peer, localpart: str, waiting: int, sheet: Sheet) -> None:
    async with running(hall, peer, localpart, expect=waiting) as process:
        try:
            seconds = await asyncio.wait_for(process.caught_up, _PATIENCE)
        except TimeoutError:
            sheet.skip(f"{NAME}, {peer.title}", f"{await process.count()} of {waiting} handled")
            return
        sheet.add(NAME, peer.title, "messages/s", rate=waiting / seconds)
        sheet.add(f"{NAME}: memory", peer.title, "MB", after=process.memory)
