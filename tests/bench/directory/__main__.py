"""`python -m tests.bench.directory`: the directory of the whole country beside other engines.

Everything is invented: the figures show the machine's work, not what real names would give.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson
from rich.console import Console

from care.directory.national.synthetic.files import generate_national_files
from tests.bench.directory.engines.conversation import Conversation
from tests.bench.directory.engines.engine import Engine
from tests.bench.directory.engines.ours import Ours
from tests.bench.directory.engines.postgres_trigram import PostgresTrigram
from tests.bench.directory.engines.sqlite_trigram import SqliteTrigram
from tests.bench.directory.engines.tantivy_fuzzy import TantivyFuzzy
from tests.bench.directory.engines.territory import Territory
from tests.bench.directory.fuzzing import measure_arbitrary
from tests.bench.directory.imports import BARE, MEASURE, measure_import
from tests.bench.directory.in_a_room import measure_in_a_room
from tests.bench.directory.question import COMMON, Question
from tests.bench.directory.questions import make_questions
from tests.bench.directory.searches import (
    PROMISED,
    measure_search,
    measure_territory,
    promise,
    recall_by_kind,
)
from tests.bench.results import Aim, Sheet
from tests.bench.table import as_json, print_measure, print_verdict
from tests.postgres import PostgresMissing, running_cluster

TUNING, HELD_OUT, FUZZ = 1, 2026, 7
STAGES = ("search", "room", "anything")
_PROGRESS = Console(stderr=True)
_TABLES = Console(width=150)


@dataclass(frozen=True)
class Size:
    """How many questions for each engine: the slow ones are asked fewer."""

    rows: int
    questions: int
    for_sqlite: int
    for_postgres: int
    in_a_room: int
    arbitrary: int
    said_to_the_bot: int


FULL = Size(2_400_000, 1_500, 60, 200, 100, 100_000, 20_000)
QUICK = Size(50_000, 150, 30, 50, 10, 2_000, 500)


def main() -> None:
    """Measure, print the tables, and write the figures where asked."""
    wanted = _parse()
    size = QUICK if wanted.quick else FULL
    rows = wanted.rows or size.rows
    sheet = Sheet()
    with tempfile.TemporaryDirectory(prefix="cercle-bench-") as scratch:
        folder = wanted.files or Path(scratch) / "files"
        if not folder.exists():
            _say(f"inventing {rows:,} activities")
            generate_national_files(folder, rows)
        place = _Place(folder, wanted.index or Path(scratch) / "index", Path(scratch))
        shown: set[str] = set()
        for _ in _stages(place, size, sheet, frozenset(wanted.only)):
            _show(sheet, shown)
    aims = _aims(sheet) if size is FULL and rows == FULL.rows else []
    print_verdict(_TABLES, sheet, Ours.title, aims)
    if wanted.json:
        wanted.json.write_bytes(orjson.dumps(as_json(sheet, Ours.title, aims)))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.directory")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    parser.add_argument("--rows", type=int, help="how many activities to invent")
    parser.add_argument("--files", type=Path, help="where such files are kept from run to run")
    parser.add_argument("--index", type=Path, help="where their index is kept, not to build it")
    parser.add_argument("--only", nargs="*", default=STAGES, choices=STAGES)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    return parser.parse_args()


@dataclass(frozen=True)
class _Place:
    """Where the national files and their index are, and room for the rest."""

    files: Path
    index: Path
    scratch: Path


def _stages(place: _Place, size: Size, sheet: Sheet, only: frozenset[str]) -> Iterator[None]:
    """Measure, one thing after the other."""
    if not place.index.exists():
        _say("import")
        measure_import(place.files, place.index, sheet)
        yield
    ours = Ours(place.index)
    if only & {"search", "room"}:
        _say("making questions: tuning, then held out")
        held_out = _held_out(place.files, size.questions)
    if "search" in only:
        yield from _compare(place, ours, held_out, size, sheet)
    if "room" in only:
        _say("in a room")
        asked = held_out[: size.in_a_room]
        measure_in_a_room(place.index, ours, asked, place.scratch / "room", sheet)
        yield
    if "anything" in only:
        yield from _ask_anything(place, ours, size, sheet)


def _held_out(files: Path, count: int) -> list[Question]:
    """Questions about other people and in other words than those that tuning may look at."""
    tuning = make_questions(files, TUNING, count)
    single = (question for question in tuning if question.kind != COMMON)
    spared = frozenset(rpps for question in single for rpps in question.answers)
    typed = {question.text for question in tuning}
    held_out = [q for q in make_questions(files, HELD_OUT, count, spared) if q.text not in typed]
    random.Random(HELD_OUT).shuffle(held_out)
    return held_out


def _compare(
    place: _Place, ours: Engine, held_out: list[Question], size: Size, sheet: Sheet
) -> Iterator[None]:
    for engine, count in _peers(place.files, place.scratch, size, sheet):
        _say(engine.title)
        asked = held_out[:count]
        measure_search([ours, engine], asked, sheet)
        if len(asked) == len(held_out):
            promise(sheet, len(asked))
        yield
    for kind, (recall, count) in recall_by_kind(ours, held_out).items():
        sheet.add("Recall@5 by kind of question", kind, "%", recall=100 * recall, questions=count)
    share = 100 * sum(question.misspelt for question in held_out) / len(held_out)
    sheet.add("Questions with an error or cut short", "held out", "%", share=share)
    yield


def _ask_anything(place: _Place, ours: Engine, size: Size, sheet: Sheet) -> Iterator[None]:
    territory = Territory(place.scratch / "territory")
    _say(territory.title)
    measure_territory(territory, sheet)
    yield
    conversation = Conversation(place.index, place.scratch / "conversation")
    asked: tuple[tuple[Engine, int], ...] = (
        (ours, size.arbitrary),
        (territory, size.arbitrary),
        (conversation, size.said_to_the_bot),
    )
    for engine, texts in asked:
        _say(f"arbitrary texts: {engine.title}")
        for line in measure_arbitrary(engine, FUZZ, texts, sheet):
            _say(f"slowest: {line}")
    yield


def _show(sheet: Sheet, shown: set[str]) -> None:
    """Print the measures that are not `shown` yet."""
    for measure in sheet.measures():
        if measure not in shown:
            shown.add(measure)
            print_measure(_TABLES, sheet, measure, Ours.title)


def _peers(folder: Path, scratch: Path, size: Size, sheet: Sheet) -> Iterator[tuple[Engine, int]]:
    """Each of the others, built when its turn comes, and how many questions it gets."""
    yield TantivyFuzzy(folder, scratch), size.questions
    with _postgres(folder, sheet) as engine:
        if engine is not None:
            yield engine, size.for_postgres
    yield SqliteTrigram(folder, scratch), size.for_sqlite


@contextmanager
def _postgres(folder: Path, sheet: Sheet) -> Iterator[PostgresTrigram | None]:
    try:
        with running_cluster() as cluster:
            engine = PostgresTrigram(folder, cluster)
            try:
                yield engine
            finally:
                engine.close()
    except PostgresMissing as missing:
        sheet.skip(PostgresTrigram.title, str(missing))
        yield None


def _aims(sheet: Sheet) -> list[Aim]:
    """The import within three bare passes; as fast and as right as promised, and as each peer."""
    aims = [Aim(MEASURE, "seconds", BARE, 3)]
    for measure in sheet.measures():
        if sheet.value(measure, PROMISED, "recall") is not None:
            aims += [Aim(measure, quantity, PROMISED, 1) for quantity in ("p95", "p99")]
            aims.append(Aim(measure, "recall", PROMISED, 1, at_least=True))
        for peer in (TantivyFuzzy.title, PostgresTrigram.title, SqliteTrigram.title):
            if sheet.value(measure, peer, "p95") is not None:
                aims.append(Aim(measure, "p95", peer, 1))
                aims.append(Aim(measure, "recall", peer, 1, at_least=True))
    return aims


def _say(what: str) -> None:
    _PROGRESS.print(f"[dim]{what}…[/]", highlight=False)


if __name__ == "__main__":
    main()
