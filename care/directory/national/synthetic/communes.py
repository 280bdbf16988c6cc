"""The communes of an invented country: those of the demonstration, big cities, and others."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from care.directory.national.geography import known_communes, known_departments
from care.directory.national.synthetic.names import NamePool
from care.directory.national.synthetic.work import work_lists

_LOCAL_WEIGHTS = {"76351": 60.0, "76540": 60.0, "76447": 6.0, "76259": 5.0}
_LETTERS = "XYZW"


@dataclass(frozen=True, slots=True)
class SyntheticCommune:
    """A commune: INSEE code, postal code, name, degrees, and how many people work there."""

    code: str
    postal_code: str
    name: str
    latitude: float
    longitude: float
    weight: float


def invent_communes(seed: int, names: NamePool, count: int) -> list[SyntheticCommune]:
    """`count` communes; the code of those that do not exist has a letter where INSEE has none."""
    chance = random.Random(seed)  # noqa: S311
    real = [*_local(), *_cities()]
    return real + list(_others(chance, names, max(0, count - len(real))))


def _local() -> Iterator[SyntheticCommune]:
    for place in known_communes():
        weight = _LOCAL_WEIGHTS.get(place.code, 2.0)
        yield SyntheticCommune(
            place.code, place.postal_code, place.name, place.latitude, place.longitude, weight
        )


def _cities() -> Iterator[SyntheticCommune]:
    lists = work_lists()
    for name, postal_code, first, districts, latitude, longitude, weight in lists["cities"]:
        for rank in range(districts):
            ordinal = f" {rank + 1}{'er' if rank == 0 else 'e'} {lists['district']}"
            yield SyntheticCommune(
                f"{first + rank:05d}",
                postal_code + (f"{rank + 1:02d}" if districts > 1 else ""),
                name + (ordinal if districts > 1 else ""),
                latitude,
                round(longitude + rank * 0.004, 4),
                weight / districts,
            )


def _others(chance: random.Random, names: NamePool, count: int) -> Iterator[SyntheticCommune]:
    lists, departments = work_lists(), known_departments()
    codes = [code for code in departments if len(code) == 2]
    used: set[str] = set()
    while len(used) < count:
        stem = names.surnames[int(chance.random() ** 2 * len(names.surnames))].capitalize()
        name = chance.choice(lists["before"]) + stem + chance.choice(lists["after"])
        if name in used:
            continue
        rank = len(used)
        used.add(name)
        department = codes[rank % len(codes)]
        latitude, longitude = departments[department]
        serial = rank // len(codes)
        yield SyntheticCommune(
            f"{department}{_LETTERS[serial // 100 % 4]}{serial % 100:02d}",
            f"{department.replace('A', '0').replace('B', '0')}{chance.randrange(100) * 10:03d}",
            name,
            round(latitude + chance.uniform(-0.4, 0.4), 4),
            round(longitude + chance.uniform(-0.5, 0.5), 4),
            60 / (rank * 0.02 + 3),
        )
