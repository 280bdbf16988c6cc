"""Asks engines the same questions, and notes how long and how well they answer."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence

from tests.bench.directory.engines.engine import Engine
from tests.bench.directory.question import ELSEWHERE, Question
from tests.bench.results import Sheet, percentile
from tests.care.directory.questions import QUESTIONS

_MOST_WARM_UPS, _WARM_UP_SHARE = 40, 5
_TERRITORY = "Search of a territory, the questions of its test"
PROMISED, _UNIT = "promised", "ms; recall@5 in %"
_TIMES = 10


def measure_search(engines: Sequence[Engine], questions: list[Question], sheet: Sheet) -> None:
    """Ask each of `engines` all the questions, in milliseconds; recall is out of 100."""
    for engine in engines:
        for question in questions[: min(_MOST_WARM_UPS, len(questions) // _WARM_UP_SHARE)]:
            engine.search(question.text, question.near)
        took, right = [], 0
        for question in questions:
            started = time.perf_counter()
            found = engine.search(question.text, question.near)
            took.append((time.perf_counter() - started) * 1000)
            right += not question.answers.isdisjoint(found)
        sheet.add(
            _name(len(questions)),
            engine.title,
            _UNIT,
            **_spread(took),
            recall=100 * right / len(questions),
        )


def promise(sheet: Sheet, questions: int) -> None:
    """What the project promises for a search of the whole country, as a line of the same table."""
    sheet.add(_name(questions), PROMISED, _UNIT, p95=10, p99=25, recall=93)


def measure_territory(engine: Engine, sheet: Sheet) -> None:
    """Ask the real questions of the tests, over and over."""
    took = []
    for text, _ in QUESTIONS * _TIMES:
        started = time.perf_counter()
        engine.search(text, ELSEWHERE)
        took.append((time.perf_counter() - started) * 1000)
    sheet.add(_TERRITORY, engine.title, "ms", **_spread(took))


def _name(questions: int) -> str:
    return f"Search, {questions:,} questions"


def _spread(took: list[float]) -> dict[str, float]:
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "longest": 1.0}
    return {name: percentile(took, share) for name, share in shares.items()}


def recall_by_kind(engine: Engine, questions: list[Question]) -> dict[str, tuple[float, int]]:
    """Recall@5 for each kind of question, and how many there were."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for question in questions:
        found = engine.search(question.text, question.near)
        kinds[question.kind].append(not question.answers.isdisjoint(found))
    return {kind: (sum(right) / len(right), len(right)) for kind, right in sorted(kinds.items())}
