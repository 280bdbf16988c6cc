"""One pass over the national files: what the index keeps of each activity, in columns."""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from care.directory.columns import ActivityRow
from care.directory.model import Profession, Skill
from care.directory.national.callings import Class
from care.directory.spelling import spellings

_HASHED = 1 << 63
_BUFFER = 1 << 20
_MOST_TOKENS = 60
Rows = Iterator[tuple[str, ...]]


def person_key(national_id: str) -> int:
    """A number for a national id: its digits, or for the few that have letters a 63-bit hash."""
    if national_id.isascii() and national_id.isdigit() and len(national_id) < 19:
        return int(national_id)
    digest = hashlib.blake2b(national_id.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") | _HASHED


@dataclass
class Intake:
    """Columns, one item for each activity. A token is twice the number of a word, odd if given."""

    keys: array[int] = field(default_factory=lambda: array("Q"))
    tokens: array[int] = field(default_factory=lambda: array("I"))
    token_counts: array[int] = field(default_factory=lambda: array("B"))
    classes: array[int] = field(default_factory=lambda: array("I"))
    communes: array[int] = field(default_factory=lambda: array("I"))
    feminine: array[int] = field(default_factory=lambda: array("B"))
    offsets: array[int] = field(default_factory=lambda: array("Q"))
    vocabulary: dict[str, int] = field(default_factory=dict)
    known_classes: dict[Class, int] = field(default_factory=dict)
    known_communes: dict[str, tuple[int, str]] = field(default_factory=dict)


class Reader:
    """Takes rows in; `skills` are those of each person's key, from the file of skills."""

    def __init__(self, skills: dict[int, tuple[Skill, ...]]) -> None:
        self.intake = Intake()
        self._skills = skills
        self._families: dict[str, tuple[int, ...]] = {}
        self._given: dict[str, tuple[int, ...]] = {}
        self._classes: dict[tuple[object, ...], int] = {}
        self.unseen = set(skills)

    def take(self, rows: Rows, kept: Path) -> None:
        """Read every row, and write our columns of each to the file `kept`."""
        offset = 0
        with kept.open("wb", buffering=_BUFFER) as file:
            for values in rows:
                line = "|".join(values).encode() + b"\n"
                self._take_row(ActivityRow(*values), offset)
                file.write(line)
                offset += len(line)

    def _take_row(self, row: ActivityRow, offset: int) -> None:
        intake = self.intake
        key = person_key(row.national_id)
        self.unseen.discard(key)
        family = self._families.get(row.family_name)
        if family is None:
            family = self._families[row.family_name] = self._tokens(row.family_name, 0)
        given = self._given.get(row.given_name)
        if given is None:
            given = self._given[row.given_name] = self._tokens(row.given_name, 1)
        if not family and not given:
            given = (intake.vocabulary.setdefault("", len(intake.vocabulary)) * 2,)
        intake.keys.append(key)
        intake.tokens.extend(family)
        intake.tokens.extend(given)
        intake.token_counts.append(len(family) + len(given))
        intake.classes.append(self._class(row, self._skills.get(key, ())))
        intake.communes.append(self._commune(row))
        intake.feminine.append(row.civility == "MME")
        intake.offsets.append(offset)

    def _tokens(self, name: str, mark: int) -> tuple[int, ...]:
        vocabulary = self.intake.vocabulary
        forms = sorted(spellings(name))[:_MOST_TOKENS]
        return tuple(vocabulary.setdefault(word, len(vocabulary)) * 2 + mark for word in forms)

    def _class(self, row: ActivityRow, skills: tuple[Skill, ...]) -> int:
        seen = (row.profession_code, row.profession_label, row.skill_code, skills)
        found = self._classes.get(seen)
        if found is None:
            held = set(skills)
            if row.skill_code:
                held.add(Skill(row.skill_code, row.skill_label))
            ordered = tuple(sorted(held, key=lambda skill: (skill.code, skill.label)))
            made = Class(Profession(row.profession_code, row.profession_label), ordered)
            known = self.intake.known_classes
            found = self._classes[seen] = known.setdefault(made, len(known))
        return found

    def _commune(self, row: ActivityRow) -> int:
        known = self.intake.known_communes
        found = known.get(row.commune_code)
        if found is None:
            name = row.commune.strip() if row.commune_code else ""
            found = known[row.commune_code] = (len(known), name)
        return found[0]


def read_skills(rows: Rows) -> dict[int, tuple[Skill, ...]]:
    """The skills of each person, by key; equal sets are kept once."""
    gathered: dict[int, tuple[Skill, ...]] = {}
    kept: dict[tuple[Skill, ...], tuple[Skill, ...]] = defaultdict()
    for national_id, code, label in rows:
        if code:
            key = person_key(national_id)
            before = gathered.get(key, ())
            after = tuple(dict.fromkeys((*before, Skill(code, label))))
            gathered[key] = kept.setdefault(after, after)
    return gathered
