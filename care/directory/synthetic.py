"""Invents professionals, the same for the same chance: none of them can exist."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from care.directory.spelling import joined

# 10199 is beyond any series given out; the step spreads the serial numbers.
_SERIES, _FIRST, _STEP, _SERIALS = "10199", 90_037, 37, 100_000
_LANDLINES, _MOBILES = ("019900", "026191"), "063998"


@dataclass(frozen=True, slots=True)
class SyntheticPerson:
    """Someone invented, with a place of work. `mailbox` is empty for one in four."""

    rpps: str
    family_name: str
    given_name: str
    civility: str
    profession_code: str
    profession: str
    skill_code: str
    skill: str
    commune_code: str
    commune: str
    postal_code: str
    structure: str
    street: tuple[str, str, str, str]
    phone: str
    mailbox: str

    @property
    def national_id(self) -> str:
        """The id in the national files: `8` and the RPPS number."""
        return "8" + self.rpps


def invent_people(chance: random.Random, people: int) -> list[SyntheticPerson]:
    """The fixed cast (one per common trade), then others drawn by `chance`; `people` in all."""
    cast = _pool()["cast"][:people]
    fixed = [_build(chance, rank, role) for rank, role in enumerate(cast)]
    drawn = range(len(fixed), people)
    return fixed + [_invent(chance, rank, _pool()["communes"]) for rank in drawn]


def invent_outsiders(chance: random.Random, ranks: range) -> list[SyntheticPerson]:
    """People of these ranks who work outside of the demonstration's territory."""
    return [_invent(chance, rank, _pool()["outside"]) for rank in ranks]


def invent_second_places(
    chance: random.Random, people: Iterable[SyntheticPerson]
) -> list[SyntheticPerson]:
    """The same people at a second place of work."""
    return [_at_second_place(chance, person) for person in people]


def synthetic_rpps(rank: int) -> str:
    """The RPPS number of the person of this rank: 11 digits, Luhn-valid, never given out."""
    digits = f"{_SERIES}{(_FIRST + rank * _STEP) % _SERIALS:05d}"
    return digits + str(luhn_key(digits))


def luhn_key(digits: str) -> int:
    """The digit that makes `digits` followed by it valid (ISO/IEC 7812-1)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10


@cache
def _pool() -> Mapping[str, Any]:
    source = Path(__file__).with_name("synthetic.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def _invent(chance: random.Random, rank: int, communes: list[list[Any]]) -> SyntheticPerson:
    pool = _pool()
    civility = chance.choice(("MME", "MME", "M"))
    family = chance.choice(pool["surnames"])
    given = chance.choice(pool["women" if civility == "MME" else "men"])
    work = chance.choices(pool["professions"], [p[4] for p in pool["professions"]])[0]
    commune = chance.choices(communes, [c[3] for c in communes])[0]
    kind = "PHARMACIE" if work[0] == "21" else "CABINET"
    role = [family, given, civility, *work[:4], commune[0], f"{kind} {family}"]
    return _build(chance, rank, role)


def _build(chance: random.Random, rank: int, role: list[str]) -> SyntheticPerson:
    family, given, civility, code, label, skill_code, skill, commune_code, structure = role
    _, postal_code, commune, _ = _commune(commune_code)
    address = f"{joined(given)}.{joined(family)}{rank}@pro.mssante.example"
    return SyntheticPerson(
        rpps=synthetic_rpps(rank),
        family_name=family,
        given_name=given,
        civility=civility,
        profession_code=code,
        profession=label,
        skill_code=skill_code,
        skill=skill,
        commune_code=commune_code,
        commune=commune,
        postal_code=postal_code,
        structure=structure,
        street=_street(chance),
        phone=f"{chance.choice(_LANDLINES)}{rank % 10_000:04d}",
        mailbox=address if rank % 4 != 3 else "",
    )


def _at_second_place(chance: random.Random, person: SyntheticPerson) -> SyntheticPerson:
    code, postal_code, commune, _ = chance.choice(_pool()["communes"])
    return replace(
        person,
        commune_code=code,
        commune=commune,
        postal_code=postal_code,
        structure="MAISON DE SANTE DES EMBRUNS",
        street=_street(chance),
        phone=f"{_MOBILES}{chance.randrange(10_000):04d}",
    )


def _street(chance: random.Random) -> tuple[str, str, str, str]:
    code, label = chance.choice(_pool()["street_types"])
    return str(chance.randrange(1, 90)), code, label, chance.choice(_pool()["streets"])


def _commune(code: str) -> list[Any]:
    known = _pool()["communes"] + _pool()["outside"]
    found: list[Any] = next(commune for commune in known if commune[0] == code)
    return found
