"""From a person's encrypted question about the whole country to the decrypted answer."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from tests.bench.directory.engines.engine import Engine
from tests.bench.directory.question import Question
from tests.bench.hall import Hall, open_hall
from tests.bench.lean.client import LeanClient
from tests.bench.peers.known import Peer
from tests.bench.peers.running import running
from tests.bench.results import Sheet, percentile

NAME = "From an encrypted question in a room to its decrypted answer"
ALONE = "the same searches alone"
_WARM_UP = 10
_SETTLE_SECONDS = 3.0
_BEYOND = "en France"


def measure_in_a_room(
    index: Path, engine: Engine, questions: list[Question], scratch: Path, sheet: Sheet
) -> None:
    """Ask the assistant `questions` on a real homeserver, and `engine` the same ones directly."""
    waited = asyncio.run(_ask_in_a_room(index, questions, scratch))
    searched = []
    for question in [*questions[:_WARM_UP], *questions]:
        begun = time.perf_counter()
        engine.search(question.text, question.near)
        searched.append(time.perf_counter() - begun)
    for title, seconds in ((engine.title, waited), (ALONE, searched[_WARM_UP:])):
        times = [one * 1000 for one in seconds]
        sheet.add(
            NAME,
            title,
            "ms",
            p50=percentile(times, 0.5),
            p95=percentile(times, 0.95),
            p99=percentile(times, 0.99),
            longest=max(times),
        )


async def _ask_in_a_room(index: Path, questions: list[Question], scratch: Path) -> list[float]:
    command = (sys.executable, "-m", "tests.bench.directory.assistant")
    peer = Peer("directory", "Cercle", (*command, str(index), str(scratch / "territory")))
    async with open_hall(scratch / "hall") as hall, hall.asker() as asker:
        localpart = await hall.account(peer.name)
        async with running(hall, peer, localpart) as process:
            room_id = await _meet(hall, asker, process.user_id, questions)
            return [await _ask(asker, room_id, question) for question in questions]


async def _meet(hall: Hall, asker: LeanClient, bot: str, questions: list[Question]) -> str:
    room_id = await hall.open_room(asker.http, [bot])
    await asyncio.sleep(_SETTLE_SECONDS)
    await asker.share(room_id, [bot])
    for question in questions[:_WARM_UP]:
        await _ask(asker, room_id, question)
    return room_id


async def _ask(asker: LeanClient, room_id: str, question: Question) -> float:
    return await asker.time(room_id, f"{question.text} {_BEYOND}", None, timeout=60)
