"""The checks of one line of the accounts file. Each raises Wrong with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping

from care.accounts.model import AccountKind
from care.accounts.profession import parse_profession
from homeserver.provisioning.line_error import Wrong
from homeserver.provisioning.person import Person

KINDS = {
    "professionnel": AccountKind.PROFESSIONAL,
    "coordinateur": AccountKind.COORDINATOR,
    "secretaire": AccountKind.SECRETARY,
    "proche": AccountKind.RELATIVE,
    "patient": AccountKind.PATIENT,
}
_SHORTEST_PASSWORD = 12
_LONGEST_NAME = 80


def read_person(line: int, cells: Mapping[str, str]) -> Person:
    """The person on a line whose cells are stripped, by column."""
    kind = _kind(cells)
    profession, rpps = _profession(cells["profession"]), _rpps(cells["rpps"])
    if kind is AccountKind.PROFESSIONAL and profession is None:
        raise Wrong("missing-profession")
    if not kind.is_staff and (profession or rpps):
        raise Wrong("rpps-not-staff")
    return Person(
        line=line,
        localpart=_localpart(_filled(cells, "identifiant")),
        last_name=_name(_filled(cells, "nom")),
        first_name=_name(_filled(cells, "prenom")),
        kind=kind,
        profession_code=profession,
        rpps=rpps,
        password=_password(cells["mot_de_passe"]),
    )


def _filled(cells: Mapping[str, str], column: str) -> str:
    if not cells[column]:
        raise Wrong("missing-cell", column=column)
    return cells[column]


def _kind(cells: Mapping[str, str]) -> AccountKind:
    written = _filled(cells, "type")
    kind = KINDS.get(written.lower().replace("é", "e"))
    if kind is None:
        raise Wrong("unknown-kind", value=written, kinds=", ".join(KINDS))
    return kind


def _localpart(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9._=-]{0,63}", written):
        raise Wrong("bad-identifier", value=written)
    # Matrix ids are in every log and every event: a national number may not be one.
    if re.search(r"\d{11}", re.sub(r"[._=-]", "", written)):
        raise Wrong("telling-identifier")
    return written


def _name(written: str) -> str:
    if len(written) > _LONGEST_NAME or not re.fullmatch(
        r"[^\W\d_][^\W\d_ .’'-]*(?:[ .’'-]+[^\W\d_ .’'-]+)*\.?", written
    ):
        raise Wrong("bad-name")
    return written


def _profession(written: str) -> str | None:
    if not written:
        return None
    code = parse_profession(written)
    if code is None:
        raise Wrong("unknown-profession", value=written)
    return code


def _rpps(written: str) -> str | None:
    number = re.sub(r"\s", "", written)
    if not number:
        return None
    if not re.fullmatch(r"[0-9]{11}", number) or not _has_luhn_key(number):
        raise Wrong("bad-rpps")
    return number


def _has_luhn_key(number: str) -> bool:
    doubled = [int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _password(written: str) -> str | None:
    if written and len(written) < _SHORTEST_PASSWORD:
        raise Wrong("weak-password")
    return written or None
