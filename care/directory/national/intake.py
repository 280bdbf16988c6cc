"""One pass over the national files: what the index keeps of each activity, in columns."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from care.directory.columns import ActivityRow
from care.directory.model import Profession, Skill
from care.directory.national.callings import Class
from care.directory.spelling import spellings

_HASHED, _USUAL_LENGTH = 1 << 63, 12
_BUFFER = 1 << 20
_MOST_FORMS = 60
_SURELY_ONE_WORD = 4
# Read by position: a named tuple for each of millions of rows would cost as much as reading them.
_NATIONAL_ID, _FAMILY, _GIVEN, _PROFESSION, _LABEL, _SKILL, _COMMUNE, _CIVILITY = map(
    ActivityRow._fields.index,
    (
        *("national_id", "family_name", "given_name", "profession_code", "profession_label"),
        *("skill_code", "commune_code", "civility"),
    ),
)
Rows = Iterator[tuple[str, ...]]
Held = tuple[Skill, ...]


def person_key(national_id: str) -> int:
    """A number for a national id: its digits, or for the few that have letters a 63-bit hash."""
    if national_id.isascii() and national_id.isdigit() and len(national_id) < 19:
        return int(national_id)
    digest = hashlib.blake2b(national_id.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") | _HASHED


@dataclass
class Names:
    """Distinct names by number, and the words of each: `counts[n]` of `words`, end to end."""

    numbers: dict[str, int] = field(default_factory=dict)
    words: array[int] = field(default_factory=partial(array, "I"))
    counts: array[int] = field(default_factory=partial(array, "B"))

    def add(self, name: str, vocabulary: dict[str, int]) -> int:
        """Number a new `name`; its words get numbers in `vocabulary`."""
        if len(name) >= _SURELY_ONE_WORD and name.isascii() and name.isalpha():
            forms = [name.lower()]
        else:
            # A name without a word gets one that nobody can type: everyone has one at least.
            forms = sorted(spellings(name))[:_MOST_FORMS] or [""]
        self.words.extend([vocabulary.setdefault(word, len(vocabulary)) for word in forms])
        self.counts.append(len(forms))
        return self.numbers.setdefault(name, len(self.numbers))


@dataclass
class Intake:
    """Columns, one item for each activity, and what the numbers in them stand for."""

    keys: array[int] = field(default_factory=partial(array, "Q"))
    families: array[int] = field(default_factory=partial(array, "I"))
    given: array[int] = field(default_factory=partial(array, "I"))
    classes: array[int] = field(default_factory=partial(array, "I"))
    communes: array[int] = field(default_factory=partial(array, "I"))
    feminine: array[int] = field(default_factory=partial(array, "B"))
    offsets: array[int] = field(default_factory=partial(array, "Q"))
    family_names: Names = field(default_factory=Names)
    given_names: Names = field(default_factory=Names)
    vocabulary: dict[str, int] = field(default_factory=dict)
    known_classes: dict[Class, int] = field(default_factory=dict)
    known_communes: dict[str, tuple[int, str]] = field(default_factory=dict)


def take_in(rows: Rows, skills: dict[int, Held], kept: Path) -> Intake:
    """Read every row, and write our columns of each to the file `kept`.

    `skills` are those of each person's key, from the file of skills; equal ones are one object.
    """
    intake, classes = Intake(), dict[tuple[object, ...], int]()
    families, given_names = intake.family_names, intake.given_names
    communes, vocabulary = intake.known_communes, intake.vocabulary
    add_key, add_offset = intake.keys.append, intake.offsets.append
    add_family, add_given = intake.families.append, intake.given.append
    add_class, add_commune = intake.classes.append, intake.communes.append
    add_feminine = intake.feminine.append
    offset = 0
    with kept.open("wb", buffering=_BUFFER) as file:
        for values in rows:
            national_id = values[_NATIONAL_ID]
            usual = len(national_id) == _USUAL_LENGTH and national_id.isascii()
            key = int(national_id) if usual and national_id.isdecimal() else person_key(national_id)
            family = families.numbers.get(values[_FAMILY])
            given = given_names.numbers.get(values[_GIVEN])
            place = communes.get(values[_COMMUNE]) or _number_commune(intake, values)
            held = skills.get(key, ())
            # By identity: hashing skills for each row would cost as much as reading it.
            kind = (values[_PROFESSION], values[_LABEL], values[_SKILL], id(held))
            known = classes.get(kind)
            if family is None:
                family = families.add(values[_FAMILY], vocabulary)
            if given is None:
                given = given_names.add(values[_GIVEN], vocabulary)
            if known is None:
                known = classes[kind] = _number_class(intake, values, held)
            add_key(key)
            add_family(family)
            add_given(given)
            add_class(known)
            add_commune(place[0])
            add_feminine(values[_CIVILITY] == "MME")
            add_offset(offset)
            offset += file.write("|".join(values).encode() + b"\n")
    return intake


def read_skills(rows: Rows) -> dict[int, Held]:
    """The skills of each person, by key; equal sets are kept once."""
    gathered: dict[int, Held] = {}
    kept: dict[Held, Held] = {}
    for national_id, code, label in rows:
        if code:
            key = person_key(national_id)
            after = tuple(dict.fromkeys((*gathered.get(key, ()), Skill(code, label))))
            gathered[key] = kept.setdefault(after, after)
    return gathered


def _number_class(intake: Intake, values: tuple[str, ...], skills: Held) -> int:
    row = ActivityRow(*values)
    held = set(skills)
    if row.skill_code:
        held.add(Skill(row.skill_code, row.skill_label))
    ordered = tuple(sorted(held, key=lambda skill: (skill.code, skill.label)))
    made = Class(Profession(row.profession_code, row.profession_label), ordered)
    return intake.known_classes.setdefault(made, len(intake.known_classes))


def _number_commune(intake: Intake, values: tuple[str, ...]) -> tuple[int, str]:
    row, known = ActivityRow(*values), intake.known_communes
    name = row.commune.strip() if row.commune_code else ""
    return known.setdefault(row.commune_code, (len(known), name))
