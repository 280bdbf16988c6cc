"""The national forms of identifiers (IdNat_PS, IdNat_Struct): a digit says what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from care.identity.reason import IdentityRefused, Reason
from care.identity.registers import Register, parse_number

PERSON_OID = "1.2.250.1.71.4.2.1"
STRUCTURE_OID = "1.2.250.1.71.4.2.2"
_RPPS_LENGTH = 11
_LONGEST_INTERNAL = 64


class PersonForm(StrEnum):
    """How a person is numbered; `IN_…`: by the structure, with a number of its own."""

    ADELI = "0"
    IN_ADELI_PRACTICE = "1"
    IN_FINESS = "3"
    IN_SIREN = "4"
    IN_SIRET = "5"
    IN_RPPS_PRACTICE = "6"
    RPPS = "8"


class StructureForm(StrEnum):
    """How a structure is numbered; a technical number has no prefix."""

    ADELI_PRACTICE = "0"
    FINESS = "1"
    SIREN = "2"
    SIRET = "3"
    RPPS_RANK = "4"
    TECHNICAL = ""


_PERSON_REGISTERS: Mapping[PersonForm, Register] = MappingProxyType(
    {
        PersonForm.ADELI: Register.ADELI,
        PersonForm.IN_ADELI_PRACTICE: Register.ADELI,
        PersonForm.IN_FINESS: Register.FINESS,
        PersonForm.IN_SIREN: Register.SIREN,
        PersonForm.IN_SIRET: Register.SIRET,
        PersonForm.IN_RPPS_PRACTICE: Register.RPPS,
        PersonForm.RPPS: Register.RPPS,
    }
)
_STRUCTURE_REGISTERS: Mapping[StructureForm, Register] = MappingProxyType(
    {
        StructureForm.ADELI_PRACTICE: Register.ADELI,
        StructureForm.FINESS: Register.FINESS,
        StructureForm.SIREN: Register.SIREN,
        StructureForm.SIRET: Register.SIRET,
    }
)
_INSIDE = frozenset(PersonForm) - {PersonForm.ADELI, PersonForm.RPPS}


@dataclass(frozen=True, slots=True)
class PersonNumber:
    """A person's national identifier; `internal` is the number given by their structure."""

    form: PersonForm
    number: str
    internal: str | None = None

    def __post_init__(self) -> None:
        _check(_PERSON_REGISTERS[self.form], self.number)
        inside = self.internal or ""
        if bool(inside) != (self.form in _INSIDE) or not _is_internal(inside):
            raise IdentityRefused(Reason.MALFORMED)


@dataclass(frozen=True, slots=True)
class StructureNumber:
    """A structure's national identifier."""

    form: StructureForm
    number: str

    def __post_init__(self) -> None:
        if self.form in _STRUCTURE_REGISTERS:
            _check(_STRUCTURE_REGISTERS[self.form], self.number)
        elif self.form is StructureForm.RPPS_RANK:
            _check_rank(self.number)
        elif not self.number or not _is_internal(self.number):
            raise IdentityRefused(Reason.MALFORMED)


def render_person(number: PersonNumber) -> str:
    """`810199900373`, `3760990010/1234`."""
    inside = "" if number.internal is None else f"/{number.internal}"
    return f"{number.form.value}{number.number}{inside}"


def render_structure(number: StructureNumber) -> str:
    """`1760990010`."""
    return f"{number.form.value}{number.number}"


def parse_person(text: str) -> PersonNumber:
    """What `render_person` wrote. Raises IdentityRefused."""
    trimmed = text.strip()
    try:
        form = PersonForm(trimmed[:1])
    except ValueError:
        raise IdentityRefused(Reason.MALFORMED) from None
    number, slash, internal = trimmed[1:].partition("/")
    return PersonNumber(form, number, internal if slash else None)


def parse_structure(text: str) -> StructureNumber:
    """What `render_structure` wrote; what fits no register is a technical number.

    Raises IdentityRefused.
    """
    trimmed = text.strip()
    for form in StructureForm:
        if form and trimmed.startswith(form.value):
            try:
                return StructureNumber(form, trimmed[1:])
            except IdentityRefused:
                break
    return StructureNumber(StructureForm.TECHNICAL, trimmed)


def _check(register: Register, number: str) -> None:
    if parse_number(register, number) != number:
        raise IdentityRefused(Reason.MALFORMED)


def _check_rank(number: str) -> None:
    _check(Register.RPPS, number[:_RPPS_LENGTH])
    rank = number[_RPPS_LENGTH:]
    if not (rank.isascii() and rank.isdigit() and len(rank) in {2, 3}):
        raise IdentityRefused(Reason.MALFORMED)


def _is_internal(text: str) -> bool:
    return len(text) <= _LONGEST_INTERNAL and text.isprintable() and text == text.strip()
