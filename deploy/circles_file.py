"""The file of circles: CSV from a spreadsheet, one patient a line, every problem told at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bots.liaison.identity_words import Told
from bots.liaison.role_words import Named, parse_people
from care.consent.model import Ground
from care.directory.phone import read_phone
from care.identity.authority import parse_authority
from care.identity.birth_date import parse_birth_date
from care.identity.birth_place import parse_birth_place
from care.identity.ins import InsNumber, check_number
from care.identity.lexical import to_insi_form
from care.identity.matricule import parse_matricule
from care.identity.reason import Environment, IdentityRefused
from care.identity.traits import Sex, Traits

COLUMNS = (
    "nom", "prenoms", "naissance", "sexe", "lieu", "ins", "oid", "telephone", "adresse", "titre",
    "membres",
)  # fmt: skip
_OPTIONAL = frozenset({"lieu", "ins", "oid", "telephone", "adresse"})
_GROUNDS = {
    "1": Ground.CHOSEN_BY_PATIENT,
    "2": Ground.SAME_STRUCTURE,
    "3": Ground.ORGANISED_GROUP,
    "4": Ground.CONSENT,
}
_LONGEST_FILE = 5_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """One circle to open; `line` is where it is in the file (1 is the heading)."""

    line: int
    told: Told = field(repr=False)
    address: str = field(repr=False)
    ground: Ground
    people: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line: a key of the catalogue. Nothing of the patient is repeated."""

    line: int
    reason: str


def parse_circles(source: bytes, environment: Environment) -> tuple[list[Wanted], list[Problem]]:
    """What was understood, and what was not; with a problem, nothing should be applied."""
    wanted: list[Wanted] = []
    problems: list[Problem] = []
    for line, cells in _lines(source, problems):
        try:
            wanted.append(_read(line, cells, environment))
        except IdentityRefused:
            problems.append(Problem(line, "circles-file-identity"))
        except KeyError as missing:
            problems.append(Problem(line, f"circles-file-{missing.args[0]}"))
    return wanted, problems


def _lines(source: bytes, problems: list[Problem]) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem(1, "circles-file-not-utf8"))
        return
    heading = text.split("\n", 1)[0]
    separator = ";" if heading.count(";") >= heading.count(",") else ","
    rows = csv.reader(io.StringIO(text[:_LONGEST_FILE], newline=""), delimiter=separator)
    names = [name.strip().lower().replace("é", "e") for name in next(rows, [])]
    if set(COLUMNS) - _OPTIONAL - set(names) or set(names) - set(COLUMNS):
        problems.append(Problem(1, "circles-file-columns"))
        return
    for row in rows:
        if any(cell.strip() for cell in row):
            cells = dict(zip(names, (cell.strip() for cell in row), strict=False))
            yield rows.line_num, dict.fromkeys(COLUMNS, "") | cells


def _read(line: int, cells: Mapping[str, str], environment: Environment) -> Wanted:
    """Raises IdentityRefused, and KeyError with the name of what is missing."""
    traits = Traits(
        birth_name=to_insi_form(cells["nom"]),
        given_names=to_insi_form(cells["prenoms"]),
        birth_date=parse_birth_date(cells["naissance"]),
        sex=Sex(cells["sexe"].upper()) if cells["sexe"].upper() in {"F", "M"} else None,
        birth_place=parse_birth_place(cells["lieu"]) if cells["lieu"] else None,
    )
    number = None
    if cells["ins"]:
        authority = parse_authority(cells["oid"])
        number = InsNumber(parse_matricule(cells["ins"]), authority)
        check_number(number, environment)
    phone = read_phone(cells["telephone"]) if cells["telephone"] else None
    told = Told(traits, number, phones=(phone,) if phone else ())
    people = parse_people(cells["membres"])
    if told.missing:
        raise KeyError("traits")
    if cells["titre"] not in _GROUNDS:
        raise KeyError("ground")
    if not people:
        raise KeyError("members")
    return Wanted(line, told, cells["adresse"], _GROUNDS[cells["titre"]], people)
