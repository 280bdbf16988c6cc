"""The bench itself runs: our bot and the floor, asked a few questions by the lean asker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.hall import open_hall
from tests.bench.measures import reply
from tests.bench.peers.known import FLOOR, OURS
from tests.bench.results import Sheet

pytestmark = pytest.mark.real


async def test_our_bot_and_the_floor_answer_every_question(tmp_path: Path) -> None:
    sheet = Sheet()
    async with open_hall(tmp_path) as hall:
        await reply.measure(hall, [OURS, FLOOR], sheet, questions=2)
    ratio = sheet.ratio(reply.NAME, "median", OURS.title, FLOOR.title)
    assert ratio is not None
    assert ratio > 0
