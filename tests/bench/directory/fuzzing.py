"""Arbitrary texts: none may fail, and the slowest are shown."""

from __future__ import annotations

import time

from tests.bench.directory.arbitrary import arbitrary_texts
from tests.bench.directory.engines.engine import Engine
from tests.bench.directory.question import ELSEWHERE
from tests.bench.results import Sheet, percentile

NAME = "Arbitrary texts, none failed"
_SHOWN, _LETTERS, _ASKED_AGAIN = 5, 60, 200


def measure_arbitrary(engine: Engine, seed: int, count: int, sheet: Sheet) -> list[str]:
    """Ask `count` arbitrary texts; returns the slowest, with milliseconds. An exception is one."""
    took: dict[str, float] = {}
    for text in arbitrary_texts(seed, count):
        took[text] = _time(engine, text)
    slowest = sorted(took, key=lambda text: -took[text])
    for text in slowest[:_ASKED_AGAIN]:
        # The machine may have been busy with something else.
        took[text] = min(took[text], _time(engine, text))
    slowest = sorted(slowest[:_ASKED_AGAIN], key=lambda text: -took[text])
    times = list(took.values())
    sheet.add(
        NAME,
        engine.title,
        "ms",
        texts=float(count),
        p50=percentile(times, 0.5),
        p99=percentile(times, 0.99),
        longest=max(times),
    )
    return [f"{took[text]:.0f} ms  {text[:_LETTERS]!r}" for text in slowest[:_SHOWN]]


def _time(engine: Engine, text: str) -> float:
    started = time.perf_counter()
    engine.search(text, ELSEWHERE)
    return (time.perf_counter() - started) * 1000
