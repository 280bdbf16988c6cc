"""Writes small national files about invented people, in the real format."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from care.directory.columns import ACTIVITIES, MAILBOXES, SKILLS
from care.directory.headers import ACTIVITY_HEADER, MAILBOX_HEADER, SKILL_HEADER
from care.directory.synthetic import (
    SyntheticPerson,
    invent_outsiders,
    invent_people,
    invent_second_places,
)

_PUBLISHED = datetime(2026, 11, 12, 6, 0, tzinfo=UTC)
_CIVILITIES = {"MME": "Madame", "M": "Monsieur"}
_DOCTORS = frozenset({"10"})
_OFFICINE, _OWN_OFFICE = ("SA33", "Pharmacie d'officine"), ("SA07", "Cabinet individuel")


def write_synthetic_files(
    folder: Path, *, seed: int = 76, people: int = 300, published: datetime = _PUBLISHED
) -> list[SyntheticPerson]:
    """Write the three national files into `folder`; returns who is in the territory.

    The first ones are always the same, one per common trade. One more for each twelve of `people`
    works elsewhere; one in six has two places. At most 90,000 people.
    """
    chance = random.Random(seed)  # noqa: S311
    inside = invent_people(chance, people)
    everyone = inside + invent_outsiders(chance, range(people, people + people // 12))
    places = everyone + invent_second_places(chance, inside[3::6])
    folder.mkdir(parents=True, exist_ok=True)
    stamp = published.strftime("%Y%m%d%H%M")
    for stem, header, rows in (
        (ACTIVITIES.stem, ACTIVITY_HEADER, map(_activity, places)),
        (SKILLS.stem, SKILL_HEADER, map(_skill, (p for p in everyone if p.skill_code))),
        (MAILBOXES.stem, MAILBOX_HEADER, map(_mailbox, (p for p in everyone if p.mailbox))),
    ):
        _write(folder / f"{stem}_{stamp}.txt", header, rows)
    return inside


def _write(path: Path, header: list[str], rows: Iterable[dict[str, str]]) -> None:
    lines = ["|".join(header)]
    for row in rows:
        unknown = row.keys() - set(header)
        if unknown:
            raise KeyError(unknown)
        lines.append("|".join(row.get(column, "") for column in header))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _identity(person: SyntheticPerson) -> dict[str, str]:
    return {
        "Identifiant PP": person.rpps,
        "Identification nationale PP": person.national_id,
        "Nom d'exercice": person.family_name,
        "Prénom d'exercice": person.given_name,
        "Code savoir-faire": person.skill_code,
        "Libellé savoir-faire": person.skill,
    }


def _activity(person: SyntheticPerson) -> dict[str, str]:
    number, type_code, type_label, name = person.street
    sector = _OFFICINE if person.profession_code == "21" else _OWN_OFFICE
    doctor = person.profession_code in _DOCTORS
    return _identity(person) | {
        "Type d'identifiant PP": "8",
        "Code civilité d'exercice": "DR" if doctor else "",
        "Libellé civilité d'exercice": "Docteur" if doctor else "",
        "Code civilité": person.civility,
        "Libellé civilité": _CIVILITIES[person.civility],
        "Code profession": person.profession_code,
        "Libellé profession": person.profession,
        "Code catégorie professionnelle": "C",
        "Libellé catégorie professionnelle": "Civil",
        "Code type savoir-faire": "S" if person.skill_code else "",
        "Libellé type savoir-faire": "Spécialité ordinale" if person.skill_code else "",
        "Code mode exercice": "L",
        "Libellé mode exercice": "Libéral",
        "Identifiant technique de la structure": f"C{person.rpps}",
        "Raison sociale site": person.structure,
        "Numéro Voie (coord. structure)": number,
        "Code type de voie (coord. structure)": type_code,
        "Libellé type de voie (coord. structure)": type_label,
        "Libellé Voie (coord. structure)": name,
        "Code postal (coord. structure)": person.postal_code,
        "Code commune (coord. structure)": person.commune_code,
        "Libellé commune (coord. structure)": person.commune,
        "Téléphone (coord. structure)": person.phone,
        "Code Département (structure)": "76",
        "Libellé Département (structure)": "Seine-Maritime",
        "Code secteur d'activité": sector[0],
        "Libellé secteur d'activité": sector[1],
        "Code genre activité": "GENR01",
        "Libellé genre activité": "Activité standard de soin ou de pharmacien",
    }


def _skill(person: SyntheticPerson) -> dict[str, str]:
    return _identity(person) | {
        "Type d'identifiant PP": "8",
        "Code profession": person.profession_code,
        "Libellé profession": person.profession,
        "Code type savoir-faire": "S",
        "Libellé type savoir-faire": "Spécialité ordinale",
    }


def _mailbox(person: SyntheticPerson) -> dict[str, str]:
    return _identity(person) | {
        "Type de BAL": "PER",
        "Adresse BAL": person.mailbox,
        "Type Identifiant PP": "8",
        "Libellé Profession": person.profession,
        "Code Profession": person.profession_code,
        "Dématérialisation": "O",
        "Pays": "FRANCE",
    }
