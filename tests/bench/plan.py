"""What a run measures, how much of it, and against whom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.bench.hall import Hall
from tests.bench.measures import catch_up, first_send, growth, reply, start
from tests.bench.peers.known import FLOOR, JS_SDK, MAUTRIX, NIO, OURS, Peer
from tests.bench.results import Aim, Sheet


@dataclass(frozen=True)
class Size:
    """How much of each measure."""

    questions: int
    devices: int
    send_rounds: int
    waiting_rooms: int
    waiting_per_room: int
    starts: int
    growth: tuple[int, ...]


FULL = Size(100, 400, 3, 50, 100, 3, (10, 100, 1000))
QUICK = Size(8, 20, 1, 4, 10, 1, (2, 6))

Measure = Callable[[Hall, list[Peer], Sheet], Awaitable[None]]


@dataclass(frozen=True)
class Step:
    """One measure and who takes part in it."""

    key: str
    peers: tuple[Peer, ...]
    measure: Measure


def steps(size: Size) -> list[Step]:
    """Every measure of a run, cheapest first."""

    async def _reply(hall: Hall, peers: list[Peer], sheet: Sheet) -> None:
        await reply.measure(hall, peers, sheet, size.questions)

    async def _start(hall: Hall, peers: list[Peer], sheet: Sheet) -> None:
        await start.measure(hall, peers, sheet, size.starts)

    async def _first(hall: Hall, peers: list[Peer], sheet: Sheet) -> None:
        await first_send.measure(hall, peers, sheet, size.devices, size.send_rounds)

    async def _catch_up(hall: Hall, peers: list[Peer], sheet: Sheet) -> None:
        await catch_up.measure(hall, peers, sheet, size.waiting_rooms, size.waiting_per_room)

    async def _growth(hall: Hall, peers: list[Peer], sheet: Sheet) -> None:
        await growth.measure(hall, peers, sheet, list(size.growth))

    return [
        Step("reply", (OURS, MAUTRIX, JS_SDK, FLOOR), _reply),
        Step("start", (OURS, MAUTRIX, JS_SDK), _start),
        Step("first", (OURS, NIO, JS_SDK), _first),
        Step("catch-up", (OURS, MAUTRIX), _catch_up),
        Step("growth", (OURS, MAUTRIX), _growth),
    ]


def aims(size: Size) -> list[Aim]:
    """What the project promises itself."""
    first = first_send.name(size.devices)
    return [
        Aim(reply.NAME, "median", MAUTRIX.title, 1.0),
        Aim(reply.NAME, "median", JS_SDK.title, 1.0),
        Aim(reply.NAME, "median", FLOOR.title, 1.3),
        Aim(first, "first", JS_SDK.title, 0.5),
        Aim(catch_up.NAME, "rate", MAUTRIX.title, 2.0, at_least=True),
    ]
