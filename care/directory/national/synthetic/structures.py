"""Invented places of work, as the columns 20 to 50 of the file of activities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from care.directory.national.synthetic.communes import SyntheticCommune
from care.directory.national.synthetic.names import NamePool, without_accents
from care.directory.national.synthetic.numbers import invent_phone, invent_siren
from care.directory.national.synthetic.work import cumulate, draw, work_lists

_HAS_FINESS = frozenset({"SA01", "SA05", "SA33", "SA17", "SA25"})
NO_STRUCTURE = "|" * 30


@dataclass(frozen=True, slots=True)
class Structure:
    """A place of work: its `columns` joined, and what the file of mailboxes says of it."""

    columns: str
    legal_name: str
    finess: str
    address: str


def invent_structures(
    chance: np.random.Generator, names: NamePool, communes: list[SyntheticCommune], count: int
) -> list[Structure]:
    """`count` places of work, more of them in the larger communes."""
    sectors = work_lists()["sectors"]
    where = draw(chance, cumulate([commune.weight for commune in communes]), count)
    kinds = draw(chance, cumulate([sector[3] for sector in sectors]), count)
    owners = chance.integers(0, min(3000, len(names.surnames)), count)
    streets = chance.integers(0, len(names.given), count)
    return [
        _structure(rank, communes[place], sectors[kind], names.surnames[owner], names.given[street])
        for rank, (place, kind, owner, street) in enumerate(
            zip(where.tolist(), kinds.tolist(), owners.tolist(), streets.tolist(), strict=True)
        )
    ]


def _structure(
    rank: int, commune: SyntheticCommune, sector: list[str], owner: str, saint: str
) -> Structure:
    lists = work_lists()
    code, label, kind = sector[:3]
    owner = without_accents(owner)
    siren = invent_siren(rank)
    # No department has the number 99: neither FINESS number can be real.
    finess = f"99{rank % 10_000_000:07d}" if code in _HAS_FINESS else ""
    street_code, street_label = lists["street_types"][rank % len(lists["street_types"])]
    sign = f"{kind} DE {without_accents(commune.name).upper()}" if rank % 4 == 0 else ""
    street = f"{rank % 180 + 1}|{'B' if rank % 23 == 0 else ''}|{street_code}|{street_label}"
    street += f"|{without_accents(saint)} {owner}"
    town = f"{commune.postal_code} {without_accents(commune.name).upper()}|{commune.postal_code}"
    town += f"|{commune.code}|{commune.name}|{lists['country']}"
    second = invent_phone(rank + 1) if rank % 2 else ""
    mail = f"contact{rank}@{kind.split()[0].lower()}.example" if rank % 5 == 0 else ""
    department = commune.code[:2]
    columns = (
        f"{siren}{rank % 100_000:05d}|{siren}|{finess}|{finess[:-1] + '0' if finess else ''}"
        f"|{'F' + finess if finess else f'C{10_000_000_000 + rank}'}|{kind} {owner}|{sign}||"
        f"|{street}||{town}|{invent_phone(rank)}|{second}||{mail}|{department}"
        f"|{lists['department']} {department}||{'ARS/ARS/ARS' if finess else 'CNOM/CNOM/CNOM'}"
        f"|{code}|{label}"
    )
    return Structure(columns, f"{kind} {owner}", finess, f"{commune.postal_code}|{department}")
