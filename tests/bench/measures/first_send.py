"""First encrypted message to a room of many devices, all cross-signed by their owners."""

from __future__ import annotations

import asyncio

from care.matrix.http import MatrixHttp, path
from tests.bench.hall import PASSWORD, Hall
from tests.bench.lean.device import LeanDevice
from tests.bench.lean.sharing import publish
from tests.bench.peers.known import Peer
from tests.bench.peers.running import running
from tests.bench.results import Sheet, median

_AT_ONCE = 6
_NEXT_SENDS = 5


def name(devices: int) -> str:
    """The measure's name."""
    return f"First message to {devices} devices"


async def measure(hall: Hall, peers: list[Peer], sheet: Sheet, devices: int, rounds: int) -> None:
    """From having joined the room to the message being taken: members, keys, sessions, sharing.

    Each round is a new account on a new device, so that nothing was shared before.
    """
    room_id = await _gather(hall, devices, one_time_keys=len(peers) * rounds + 5)
    first: dict[str, list[float]] = {peer.title: [] for peer in peers}
    following: dict[str, list[float]] = {peer.title: [] for peer in peers}
    for turn in range(rounds):
        for peer in peers[turn % len(peers) :] + peers[: turn % len(peers)]:
            times = await _send(hall, peer, room_id)
            first[peer.title].append(times[0])
            following[peer.title] += times[1:]
    for peer in peers:
        sheet.add(
            name(devices),
            peer.title,
            "ms",
            first=median(first[peer.title]),
            next=median(following[peer.title]),
        )


async def _send(hall: Hall, peer: Peer, room_id: str) -> list[float]:
    async with running(hall, peer, await hall.account(peer.name)) as process:
        await hall.join(process.user_id, room_id)
        try:
            return [
                await process.send(room_id, f"load {number}") * 1000
                for number in range(1 + _NEXT_SENDS)
            ]
        finally:
            await hall.leave(process.user_id, room_id)


async def _gather(hall: Hall, devices: int, one_time_keys: int) -> str:
    gate = asyncio.Semaphore(_AT_ONCE)
    async with hall.server.http(hall.server.admin) as admin:
        # Open to all, so that four hundred members need one request each and not two.
        body = {"preset": "public_chat", "visibility": "private"}
        room_id = str((await admin.request("POST", path("createRoom"), body))["room_id"])

    async def come() -> None:
        async with gate:
            await _member(hall, room_id, one_time_keys)

    await asyncio.gather(*(come() for _ in range(devices)))
    return room_id


async def _member(hall: Hall, room_id: str, one_time_keys: int) -> None:
    credentials = await hall.server.login(await hall.account("member"), PASSWORD)
    http = MatrixHttp(hall.url, credentials.access_token)
    try:
        device = LeanDevice(credentials.user_id, credentials.device_id)
        await publish(http, device, one_time_keys)
        await http.request("POST", path("join", room_id), {})
    finally:
        await http.close()
