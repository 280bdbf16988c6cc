"""What somebody is to a patient, in the words of every day."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from care.circles.model import Role
from care.directory.spelling import fold

_FILE = Path(__file__).with_name("roles.toml")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BETWEEN_PEOPLE = re.compile(r"[,;\n]+|\s+et\s+|\s+&\s+", re.IGNORECASE)
_WITH = re.compile(r"^avec\s+", re.IGNORECASE)
_ARTICLES = frozenset({"sa", "son", "ses", "la", "le", "l", "comme", "un", "une", "du", "de"})


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as they were named: words of a name, and as what when it was said."""

    name: str
    role: Role | None = None
    relation: str | None = None


def parse_people(text: str) -> tuple[Named, ...]:
    """Everybody named in `text`: « Dr Fictif (médecin traitant), sa fille Anne EXEMPLE »."""
    split = _BETWEEN_PEOPLE.split(text)
    pieces = (" ".join(piece.split()).strip(" .:-–") for piece in split)
    people: list[Named] = []
    for piece in pieces:
        role = find_role(piece)
        if role is not None and people and people[-1].role is None:  # « Anne Exemple, sa fille »
            people[-1] = Named(people[-1].name, *role)
        elif piece:
            people.append(parse_person(_WITH.sub("", piece)))
    return tuple(people)


def parse_person(text: str) -> Named:
    """One person, whose role is written before, after a comma or in brackets."""
    if found := _BRACKETS.search(text):
        role = find_role(found[1])
        if role is not None:
            return Named(_BRACKETS.sub(" ", text).strip(), *role)
    typed = text.split()
    for count in range(min(4, len(typed)), 0, -1):
        start = _without_articles(" ".join(typed[:count]))
        if count < len(typed) and (role := find_role(start)) is not None:
            return Named(" ".join(typed[count:]).strip(" :-–"), *role)
        end = _without_articles(" ".join(typed[-count:]))
        if count < len(typed) and (role := find_role(end)) is not None:
            return Named(" ".join(typed[:-count]).strip(" :-–"), *role)
    return Named(text.strip())


def find_role(text: str) -> tuple[Role, str | None] | None:
    """The role, and the relation of a relative, that `text` is the name of."""
    return _roles().get(_without_articles(text))


def _without_articles(text: str) -> str:
    parts = fold(text).split()
    while len(parts) > 1 and parts[0] in _ARTICLES:
        parts.pop(0)
    return " ".join(parts)


@cache
def _roles() -> Mapping[str, tuple[Role, str | None]]:
    known = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words: dict[str, tuple[Role, str | None]] = {}
    for name, entry in known.items():
        words |= {word: (Role(name), None) for word in entry["words"]}
        for relation, said in entry.get("relations", {}).items():
            words |= {word: (Role(name), relation) for word in said}
    return words
