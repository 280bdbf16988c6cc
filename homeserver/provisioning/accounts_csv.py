"""The accounts file: CSV from a spreadsheet, read whole, every problem told at once."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from homeserver.provisioning.cells import read_person
from homeserver.provisioning.line_error import LineError, Wrong
from homeserver.provisioning.person import Person

COLUMNS = ("identifiant", "nom", "prenom", "profession", "rpps", "type", "mot_de_passe")
_OPTIONAL = frozenset({"rpps", "mot_de_passe"})


@dataclass(frozen=True, slots=True)
class AccountsFile:
    """What was understood, and what was not; with an error, nothing should be applied."""

    people: tuple[Person, ...] = ()
    errors: tuple[LineError, ...] = ()


def parse_accounts(source: bytes, reserved: Collection[str] = ()) -> AccountsFile:
    """Read the file: UTF-8 with or without BOM, `;` or `,`; `reserved` localparts are refused.

    Columns in any order: identifiant, nom, prenom, profession (TRE_G15 code or word), rpps, type
    (professionnel, coordinateur, secretaire, proche, patient), mot_de_passe (empty: drawn).
    """
    try:
        rows = list(_rows(source))
        heading = _heading(rows)
    except Wrong as wrong:
        return AccountsFile(errors=(LineError(1, wrong.reason, wrong.facts),))
    reader = _Reader(heading, frozenset(reserved))
    for line, row in rows[1:]:
        reader.read(line, row)
    return AccountsFile(tuple(reader.people), tuple(reader.errors))


class _Reader:
    def __init__(self, heading: list[str], reserved: frozenset[str]) -> None:
        self._heading = heading
        self._reserved = reserved
        self.people: list[Person] = []
        self.errors: list[LineError] = []
        self._lines_by_localpart: dict[str, int] = {}
        self._lines_by_rpps: dict[str, int] = {}

    def read(self, line: int, row: list[str]) -> None:
        """Keep the person on this line, or why not."""
        try:
            person = read_person(line, _cells(self._heading, row))
            self._check_unique(person)
        except Wrong as wrong:
            self.errors.append(LineError(line, wrong.reason, wrong.facts))
        else:
            self.people.append(person)

    def _check_unique(self, person: Person) -> None:
        if person.localpart in self._reserved:
            raise Wrong("reserved-identifier", value=person.localpart)
        first = self._lines_by_localpart.setdefault(person.localpart, person.line)
        if first != person.line:
            raise Wrong("same-identifier", value=person.localpart, first=str(first))
        if person.rpps is None:
            return
        first = self._lines_by_rpps.setdefault(person.rpps, person.line)
        if first != person.line:
            raise Wrong("same-rpps", first=str(first))


def _rows(source: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Wrong("not-utf8") from None
    heading = text.split("\n", 1)[0]
    separator = ";" if heading.count(";") >= heading.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, [unicodedata.normalize("NFC", cell).strip() for cell in row]


def _heading(rows: list[tuple[int, list[str]]]) -> list[str]:
    if not rows:
        raise Wrong("empty-file")
    names = [name.lower().replace("é", "e").replace(" ", "_") for name in rows[0][1]]
    missing = [name for name in COLUMNS if name not in names and name not in _OPTIONAL]
    if missing:
        raise Wrong("missing-columns", columns=", ".join(missing))
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise Wrong("unknown-columns", columns=", ".join(unknown))
    return names


def _cells(heading: list[str], row: list[str]) -> Mapping[str, str]:
    if any(row[len(heading) :]):
        raise Wrong("too-many-cells")
    return dict.fromkeys(COLUMNS, "") | dict(zip(heading, row, strict=False))
