"""From rows to people: the national files give a row per activity, skill and mailbox."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from care.directory.columns import ActivityRow
from care.directory.model import Activity, Profession, Professional, Skill
from care.directory.phone import parse_phone
from care.directory.spelling import PARTICLES
from care.directory.structures import place_key

_RPPS = "8"
_TITLES = {"DR": "Dr", "PR": "Pr"}
_OWN_PRACTICE = "L"
_FINESS_LENGTH = 9
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass
class Gathered:
    """What the rows said so far of one person; dicts keep each value once."""

    first: ActivityRow
    professions: dict[Profession, None] = field(default_factory=dict)
    skills: dict[Skill, None] = field(default_factory=dict)
    activities: dict[Activity, None] = field(default_factory=dict)
    mailboxes: dict[str, None] = field(default_factory=dict)

    def add_activity(self, row: ActivityRow) -> None:
        """Take in one more row about this person."""
        self.professions[Profession(row.profession_code, row.profession_label)] = None
        self.activities[read_activity(row)] = None
        if row.skill_code:
            self.skills[Skill(row.skill_code, row.skill_label)] = None

    def to_professional(self, person_id: str) -> Professional:
        """The person, with everything in an order that does not depend on the files'."""
        row = self.first
        return Professional(
            id=person_id,
            rpps=row.identifier if row.identifier_type == _RPPS else "",
            title=_TITLES.get(row.practice_civility, ""),
            feminine=row.civility == "MME",
            family_name=row.family_name.strip().upper(),
            given_name=capitalise(row.given_name),
            professions=tuple(sorted(self.professions, key=lambda p: (p.code, p.label))),
            skills=tuple(sorted(self.skills, key=lambda s: (s.code, s.label))),
            activities=tuple(sorted(self.activities, key=_activity_order)),
            mailboxes=tuple(sorted(self.mailboxes)),
        )


def gather_activities(rows: Iterable[ActivityRow], communes: frozenset[str]) -> dict[str, Gathered]:
    """The people who practise in `communes` (INSEE codes), by national id."""
    people: dict[str, Gathered] = {}
    for row in rows:
        if row.commune_code not in communes or not row.national_id:
            continue
        people.setdefault(row.national_id, Gathered(row)).add_activity(row)
    return people


def gather_skills(people: dict[str, Gathered], rows: Iterable[tuple[str, ...]]) -> None:
    """Add to `people` the skills in `rows` (national id, code, label)."""
    for national_id, code, label in rows:
        if code and national_id in people:
            people[national_id].skills[Skill(code, label)] = None


def gather_mailboxes(people: dict[str, Gathered], rows: Iterable[tuple[str, ...]]) -> None:
    """Add to `people` their personal MSSanté addresses in `rows` (type, address, national id)."""
    for kind, address, national_id in rows:
        if kind == "PER" and "@" in address and national_id in people:
            people[national_id].mailboxes[address.strip().lower()] = None


def gather_shared_mailboxes(rows: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Mailboxes of organisations (type, address, structure, name, postal code).

    By FINESS number, the last nine characters of the structure's id, and by name and postal code.
    """
    found: dict[str, tuple[str, ...]] = {}
    for kind, address, structure, name, postal_code in rows:
        if kind == "ORG" and "@" in address:
            one = (address.strip().lower(),)
            for key in (structure.strip()[-_FINESS_LENGTH:], place_key(name, postal_code)):
                if len(key) >= _FINESS_LENGTH:
                    found[key] = found.get(key, ()) + one
    return found


def to_professionals(
    people: dict[str, Gathered], person_id: Callable[[str], str]
) -> list[Professional]:
    """Everyone gathered, each under the opaque id that `person_id` gives to a national id."""
    return [person.to_professional(person_id(key)) for key, person in people.items()]


def read_activity(row: ActivityRow) -> Activity:
    """Where and how a row says that someone practises."""
    number = row.street_number + row.street_suffix
    street = (number, row.street_type.lower(), capitalise_street(row.street_name))
    phones = (number for number in (row.phone, row.second_phone) if number.strip())
    return Activity(
        commune_code=row.commune_code,
        commune=row.commune.strip(),
        postal_code=row.postal_code,
        structure=row.sign.strip() or row.legal_name.strip(),
        street=" ".join(part.strip() for part in street if part.strip()),
        phones=tuple(dict.fromkeys(parse_phone(number) or number.strip() for number in phones)),
        email=row.email.strip(),
        finess=row.finess,
        sector_code=row.sector_code,
        mode=row.mode,
    )


def capitalise(name: str) -> str:
    """`JEAN-PIERRE` → `Jean-Pierre`."""
    return "-".join(
        " ".join(word[:1].upper() + word[1:].lower() for word in part.split())
        for part in name.split("-")
    )


def capitalise_street(name: str) -> str:
    """`DE L'EXEMPLE` → `de l'Exemple`."""
    return _LETTERS.sub(
        lambda word: word[0].lower() if word[0].lower() in PARTICLES else word[0].capitalize(), name
    )


def _activity_order(activity: Activity) -> tuple[object, ...]:
    return (
        activity.mode != _OWN_PRACTICE,
        activity.commune,
        activity.structure,
        activity.street,
        activity.phones,
    )
