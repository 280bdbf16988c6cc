"""Asks engines the same questions, and notes how long and how well they answer."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence

from tests.bench.directory.engines.engine import Engine
from tests.bench.directory.questions import Question
from tests.bench.results import Sheet, percentile

_WARM_UP = 40


def measure_search(
    name: str, engines: Sequence[Engine], questions: list[Question], sheet: Sheet
) -> None:
    """Ask each of `engines` all the questions, in milliseconds; recall is out of 100."""
    for engine in engines:
        for question in questions[:_WARM_UP]:
            engine.search(question.text, question.near)
        took, right = [], 0
        for question in questions:
            started = time.perf_counter()
            found = engine.search(question.text, question.near)
            took.append((time.perf_counter() - started) * 1000)
            right += not question.answers.isdisjoint(found)
        sheet.add(
            f"{name}, {len(questions):,} questions",
            engine.title,
            "ms; recall@5 in %",
            p50=percentile(took, 0.5),
            p95=percentile(took, 0.95),
            p99=percentile(took, 0.99),
            longest=max(took),
            recall=100 * right / len(questions),
        )


def recall_by_kind(engine: Engine, questions: list[Question]) -> dict[str, tuple[float, int]]:
    """Recall@5 for each kind of question, and how many there were."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for question in questions:
        found = engine.search(question.text, question.near)
        kinds[question.kind].append(not question.answers.isdisjoint(found))
    return {kind: (sum(right) / len(right), len(right)) for kind, right in sorted(kinds.items())}
