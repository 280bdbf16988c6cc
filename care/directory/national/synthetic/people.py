"""Draws invented people by blocks, so that a whole country fits in little memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from care.directory.national.synthetic.names import NamePool, without_accents
from care.directory.national.synthetic.numbers import invent_rpps
from care.directory.national.synthetic.work import cumulate, draw, work_lists

BLOCK = 50_000
_ROWS_PER_PERSON = 1.2632
_DOCTOR = "10"


@dataclass(frozen=True, slots=True)
class BlockPerson:
    """One invented person. `places` are ranks of structures, -1 for a row without any."""

    rpps: str
    family_name: str
    given_name: str
    woman: bool
    profession: tuple[str, str]
    skills: tuple[tuple[str, str], ...]
    places: tuple[int, ...]
    has_mailbox: bool


class Population:
    """People without end, drawn by blocks: each block depends on the seed and its rank only."""

    def __init__(self, seed: int, names: NamePool, structures: int) -> None:
        self._seed, self._names, self._structures = seed, names, structures
        self._plain = [without_accents(name) for name in names.surnames]
        self._plain_given = [without_accents(name) for name in names.given]
        lists = work_lists()
        self._professions = lists["professions"]
        self._profession_odds = cumulate([row[2] for row in self._professions])
        self._specialities = lists["specialities"]
        self._speciality_odds = cumulate([row[2] for row in self._specialities])

    def block(self, rank: int) -> Iterator[BlockPerson]:
        """The people of one block."""
        chance = np.random.default_rng([self._seed, rank])
        rpps = invent_rpps(np.arange(rank * BLOCK, (rank + 1) * BLOCK, dtype=np.int64))
        whims = chance.random((BLOCK, 5))
        activities = 1 + (whims[:, 1] < 0.19) + (whims[:, 1] < 0.0735)
        places = chance.integers(0, self._structures, (BLOCK, 3))
        places[:, 0][whims[:, 2] < 0.12] = -1
        drawn = zip(
            rpps.tolist(),
            draw(chance, self._names.surname_odds, BLOCK).tolist(),
            draw(chance, self._names.surname_odds, BLOCK).tolist(),
            draw(chance, self._names.given_odds, BLOCK).tolist(),
            draw(chance, self._profession_odds, BLOCK).tolist(),
            draw(chance, self._speciality_odds, BLOCK).tolist(),
            draw(chance, self._speciality_odds, BLOCK).tolist(),
            whims.tolist(),
            activities.tolist(),
            places.tolist(),
            strict=True,
        )
        for number, first, second, given, work, skill, other, whim, count, where in drawn:
            accented = whim[4] < 0.35
            profession = self._professions[work]
            yield BlockPerson(
                str(number),
                self._family(first, second, whim[0], accented),
                (self._names.given if accented else self._plain_given)[given],
                whim[3] < 0.62,
                (profession[0], profession[1]),
                self._skills(profession[0], skill, other, whim[0]),
                tuple(where[:count]),
                whim[2] > 0.76,
            )

    def _family(self, first: int, second: int, whim: float, accented: bool) -> str:
        surnames = self._names.surnames if accented else self._plain
        if whim < 0.07:
            return f"{surnames[first]}{'-' if whim < 0.035 else ' '}{surnames[second]}"
        if whim < 0.10:
            particles = self._names.particles
            return particles[int((whim - 0.07) / 0.03 * len(particles))] + surnames[first]
        return surnames[first]

    def _skills(
        self, profession: str, skill: int, other: int, whim: float
    ) -> tuple[tuple[str, str], ...]:
        if profession != _DOCTOR:
            return ()
        ranks = (skill, other) if whim > 0.9 and skill != other else (skill,)
        return tuple((self._specialities[r][0], self._specialities[r][1]) for r in ranks)


def people_for(rows: int) -> int:
    """About how many people have `rows` activities."""
    return int(rows / _ROWS_PER_PERSON)
