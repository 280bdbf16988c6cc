"""Questions with known answers, made from the file itself; tuning and held-out sets are apart."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from care.directory.spelling import FILLERS, PARTICLES, fold, words
from care.directory.trades import trades
from tests.bench.directory.common import ask_common
from tests.bench.directory.corpus import Row, read_rows
from tests.bench.directory.question import COMMON, ELSEWHERE, Question
from tests.bench.directory.typing_errors import cut_short, misplace_accents, misspell

_NAMESAKES_ALLOWED = 5
_SHAPES = ("family+commune", "family+given", "family+trade")
_LONG_SHAPES = ("family+given+commune", "family+given+trade")
_OVERSAMPLE = 5
_SHORT = 5
# Shares of the questions; the rest is about namesakes.
_SHARES = {"ordinary": 0.42, "particle": 0.2, "short": 0.15, COMMON: 0.1}


@dataclass(frozen=True, slots=True)
class _Target:
    row: Row
    shapes: dict[str, tuple[str, ...]]


def make_questions(
    folder: Path, seed: int, count: int, spared: frozenset[str] = frozenset()
) -> list[Question]:
    """`count` questions about people who are not in `spared`; the same for the same seed.

    Half misspelt; about ordinary names, names with particles, short ones, namesakes, and what
    thousands of people fit ("infirmier paris", "marie").
    """
    chance = random.Random(seed)
    rows = _sample(folder, chance, count * _OVERSAMPLE, spared)
    chance.shuffle(rows)
    targets = [_Target(row, _shapes(row, row.trades[0])) for row in rows]
    meant = _count_answers(folder, targets)
    made: dict[str, list[Question]] = defaultdict(list)
    quotas = {kind: int(count * share) for kind, share in _SHARES.items()}
    quotas["namesake"] = count - sum(quotas.values())
    made[COMMON] = ask_common(folder, chance, rows[: quotas[COMMON]], ELSEWHERE)
    for target in targets[quotas[COMMON] :]:
        kind = _kind(target.row)
        question = _ask(chance, target, meant, kind) if len(made[kind]) < quotas[kind] else None
        if question is None and len(made["namesake"]) < quotas["namesake"]:
            kind, question = "namesake", _ask_namesake(chance, target, meant)
        if question is not None:
            made[kind].append(question)
    return [question for kind in quotas for question in made[kind]]


def _sample(folder: Path, chance: random.Random, size: int, spared: frozenset[str]) -> list[Row]:
    """Rows drawn evenly, but for names with particles and short ones, drawn more often."""
    kept: list[Row] = []
    rare: list[Row] = []
    seen = 0
    for row in read_rows(folder):
        if not row.commune_code or row.rpps in spared or not row.trades or len(row.family) < 2:
            continue
        seen += 1
        pool = kept if _kind(row) == "ordinary" else rare
        if len(pool) < size:
            pool.append(row)
        elif (spot := int(chance.random() * seen)) < size:
            pool[spot] = row
    return kept + rare


def _kind(row: Row) -> str:
    parts = fold(row.family).split()
    if len(parts) > 1 and parts[0] in PARTICLES:
        return "particle"
    return "short" if len(parts) == 1 and len(parts[0]) <= _SHORT else "ordinary"


def _shapes(row: Row, rank: int) -> dict[str, tuple[str, ...]]:
    family, given = fold(row.family), fold(row.given)
    trade = str(rank)
    return {
        "family+commune": (family, "", "", row.commune_code),
        "family+given": (family, given, "", ""),
        "family+trade": (family, "", trade, ""),
        "family+given+commune": (family, given, "", row.commune_code),
        "family+given+trade": (family, given, trade, ""),
    }


def _count_answers(folder: Path, targets: list[_Target]) -> dict[tuple[str, ...], set[str]]:
    """Who else fits each shape of each target."""
    wanted: dict[tuple[str, ...], set[str]] = {
        key: set() for target in targets for key in target.shapes.values()
    }
    families = {fold(target.row.family) for target in targets}
    known: dict[str, bool] = {}
    for row in read_rows(folder):
        named = known.get(row.family)
        if named is None:
            named = known[row.family] = fold(row.family) in families
        if not named:
            continue
        for key in (key for trade in row.trades for key in _shapes(row, trade).values()):
            if key in wanted:
                wanted[key].add(row.rpps)
    return wanted


def _ask(
    chance: random.Random, target: _Target, meant: dict[tuple[str, ...], set[str]], kind: str
) -> Question | None:
    order = [*chance.sample(_SHAPES, len(_SHAPES)), *_LONG_SHAPES]
    for shape in order:
        answers = meant[target.shapes[shape]]
        if len(answers) <= _NAMESAKES_ALLOWED:
            near = target.row.commune_code if chance.random() < 0.5 else ELSEWHERE
            typed, how = _type(chance, list(_said(chance, target.row, shape)))
            label = how if kind == "ordinary" else kind
            return Question(typed, near, label, frozenset({target.row.rpps}), how not in _CLEAN)
    return None


def _ask_namesake(
    chance: random.Random, target: _Target, meant: dict[tuple[str, ...], set[str]]
) -> Question | None:
    """Someone with many namesakes in the country and few in their commune, asked from there."""
    here = meant[target.shapes["family+given+commune"]]
    if len(meant[target.shapes["family+given"]]) <= _NAMESAKES_ALLOWED < len(here) + 1:
        return None
    if len(here) > _NAMESAKES_ALLOWED:
        return None
    typed, how = _type(chance, list(_said(chance, target.row, "family+given")))
    return Question(typed, target.row.commune_code, "namesake", frozenset(here), how not in _CLEAN)


def _said(chance: random.Random, row: Row, shape: str) -> Iterator[str]:
    family, given = fold(row.family).split(), fold(row.given).split()
    if len(family) > 1 and family[0] in PARTICLES and chance.random() < 0.25:
        family = ["".join(family)]
    name = family
    if "given" in shape:
        name = family + given if chance.random() < 0.5 else given + family
    commune = [w for w in words(row.commune) if w not in FILLERS and len(w) > 2]
    commune = [w for w in commune if w != "arrondissement"]
    if len(commune) > 1 and chance.random() < 0.5:
        commune = [max(commune, key=len)]
    trade = fold(chance.choice(trades()[row.trades[0]].words[:3])).split()
    if "commune" in shape:
        yield from [*name, *commune]
    elif "trade" in shape:
        yield from [*name, *trade] if chance.random() < 0.5 else [*trade, *name]
    else:
        yield from name


_CLEAN = frozenset({"clean", "accents"})


def _type(chance: random.Random, said: list[str]) -> tuple[str, str]:
    """The words as typed, and how: half of them with errors or cut short."""
    draw = chance.random()
    long = [rank for rank, word in enumerate(said) if len(word) >= 4]
    if not long or draw > 0.66:
        return " ".join(said), "clean"
    if draw > 0.58:
        return " ".join(misplace_accents(chance, word).title() for word in said), "accents"
    spot = chance.choice(long)
    if draw < 0.33:
        said[spot] = misspell(chance, said[spot])
        return " ".join(said), "one error"
    if draw < 0.46:
        longest = [rank for rank in long if len(said[rank]) >= 7]
        if longest and chance.random() < 0.6:
            spot = chance.choice(longest)
            said[spot] = misspell(chance, misspell(chance, said[spot]))
            return " ".join(said), "two errors"
        for rank in chance.sample(long, min(2, len(long))):
            said[rank] = misspell(chance, said[rank])
        return " ".join(said), "errors in two words" if len(long) > 1 else "one error"
    word = cut_short(chance, said.pop(spot))
    return " ".join([*said, word]), "cut short"
