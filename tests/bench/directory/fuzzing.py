"""Arbitrary texts: none may fail, and the slowest are shown."""

from __future__ import annotations

import time

from tests.bench.directory.arbitrary import arbitrary_texts
from tests.bench.directory.engines.engine import Engine
from tests.bench.directory.question import ELSEWHERE
from tests.bench.results import Sheet, percentile

NAME = "Arbitrary texts, none failed"
_SHOWN, _LETTERS = 5, 60


def measure_arbitrary(engine: Engine, seed: int, count: int, sheet: Sheet) -> list[str]:
    """Ask `count` arbitrary texts; returns the slowest, with milliseconds. An exception is one."""
    took: list[tuple[float, str]] = []
    for text in arbitrary_texts(seed, count):
        started = time.perf_counter()
        engine.search(text, ELSEWHERE)
        took.append(((time.perf_counter() - started) * 1000, text))
    times = [milliseconds for milliseconds, _ in took]
    sheet.add(
        NAME,
        engine.title,
        "ms",
        texts=float(count),
        p50=percentile(times, 0.5),
        p99=percentile(times, 0.99),
        longest=max(times),
    )
    slowest = sorted(took, reverse=True)[:_SHOWN]
    return [f"{milliseconds:.0f} ms  {text[:_LETTERS]!r}" for milliseconds, text in slowest]
