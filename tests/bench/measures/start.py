"""How long a process takes to be ready, on an empty disk and with its own; and what it weighs."""

from __future__ import annotations

from tests.bench.hall import Hall
from tests.bench.peers.known import Peer
from tests.bench.peers.running import resident_memory, running
from tests.bench.results import Sheet, median

START = "Start, from spawn to listening"
MEMORY = "Memory at rest"


async def measure(hall: Hall, peers: list[Peer], sheet: Sheet, rounds: int) -> None:
    """Cold: new account, keys and identity made. Warm: the same device comes back."""
    for peer in peers:
        cold: list[float] = []
        warm: list[float] = []
        memory: list[float] = []
        for _ in range(rounds):
            localpart = await hall.account(peer.name)
            async with running(hall, peer, localpart) as process:
                cold.append(process.start_seconds * 1000)
                memory.append(process.memory)
            if peer.persistent:
                async with running(hall, peer, localpart) as process:
                    warm.append(process.start_seconds * 1000)
        sheet.add(START, peer.title, "ms", cold=median(cold))
        if warm:
            sheet.add(START, peer.title, "ms", warm=median(warm))
        sheet.add(MEMORY, peer.title, "MB", memory=median(memory))
    if (pid := hall.server.process.pid) is not None:
        sheet.add(MEMORY, "Synapse", "MB", memory=resident_memory(pid))
