"""How a question was read, told to whoever asked it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from care.directory.narrowing import Criterion
from care.directory.query import Kind, Part, Reading
from care.directory.wishes import NOTHING, Wish


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question was read. `guessed` when not to the letter; `ignored` was of no use.

    `names` are those guessed.
    `given_up` is a part that fits nobody with the others: the results do without it.
    `unmet` are wishes that nobody meets, `unknown` those that nothing tells of who was found;
    `closed` counts who is left out for being closed then. `can_widen`: the rest of the country may
    know what the territory does not.
    """

    names: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    guessed: bool = False
    ignored: tuple[str, ...] = ()
    given_up: str = ""
    given_up_place: str = ""
    wish: Wish = NOTHING
    unmet: tuple[Criterion, ...] = ()
    unknown: tuple[Criterion, ...] = ()
    closed: int = 0
    can_widen: bool = False


def explain(
    parts: list[Part], best: list[int], ignored: Sequence[str], given_up: Sequence[Part]
) -> Understood:
    """What the parts were taken for, as far as that is why the `best` were found.

    When nobody was found, only trades that nobody has are told.
    """
    if not best:
        typed = [r for part in parts for r in part.readings if not part.is_guessed]
        nobody = (r.label for r in typed if r.kind is Kind.TRADE and not r.weights)
        named = tuple(dict.fromkeys(nobody))
        return Understood(trades=named, ignored=tuple(ignored))
    used = [r for part in parts for r in part.readings if _serves(part, r, best)]
    labels = {k: tuple(dict.fromkeys(r.label for r in used if r.kind is k)) for k in Kind}
    *lesser, dropped = given_up or (None,)
    place = next((r for part in given_up for r in part.readings if r.kind is Kind.PLACE), None)
    return Understood(
        names=tuple(dict.fromkeys(r.label for r in used if r.kind is Kind.NAME and r.guessed)),
        trades=labels[Kind.TRADE],
        places=labels[Kind.PLACE],
        guessed=any(reading.guessed for reading in used),
        ignored=(
            *(part.typed for part in lesser if part is not None and part.kind is not Kind.PLACE),
            *ignored,
        ),
        given_up=dropped.typed if dropped else "",
        given_up_place=place.label if place else "",
    )


def _serves(part: Part, reading: Reading, best: list[int]) -> bool:
    """Whether `reading` is why one of the best fits `part`."""
    return any(
        number in reading.weights
        and not any(
            r.weights.get(number, 0.0) * r.worth > reading.weights[number] * reading.worth
            for r in part.readings
        )
        for number in best
    )
