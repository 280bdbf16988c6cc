"""The numbers of professionals and structures: RPPS, ADELI, FINESS, SIREN, SIRET."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from care.identity.luhn import is_luhn_right, luhn_sum
from care.identity.reason import Doubts, Environment, IdentityRefused, Reason, doubt_or_refuse

_BLANKS = re.compile(r"[\s.\u00a0\u202f-]+")
_LONGEST_INPUT = 60
_POST_OFFICE = "356000000"


class Register(StrEnum):
    """Where a number comes from."""

    RPPS = "RPPS"
    ADELI = "ADELI"
    FINESS = "FINESS"
    SIREN = "SIREN"
    SIRET = "SIRET"


@dataclass(frozen=True, slots=True)
class Form:
    """How the numbers of a register are written, and whether one can be right."""

    shape: re.Pattern[str]
    is_right: Callable[[str], bool]


def _always(_number: str) -> bool:
    return True


def _is_finess_right(number: str) -> bool:
    # No source tells how the letter of Corsica enters the sum.
    return not number.isdigit() or is_luhn_right(number)


def _is_siret_right(number: str) -> bool:
    # Offices of La Poste: the plain sum of the digits is a multiple of five.
    is_office = number.startswith(_POST_OFFICE) and sum(map(int, number)) % 5 == 0
    return is_office or luhn_sum(number) % 10 == 0


FORMS: Mapping[Register, Form] = MappingProxyType(
    {
        Register.RPPS: Form(re.compile(r"\d{11}", re.ASCII), is_luhn_right),
        Register.ADELI: Form(re.compile(r"(?:\d{2}|2[AB])\d{7}", re.ASCII), _always),
        Register.FINESS: Form(re.compile(r"(?:\d{2}|2[AB])\d{7}", re.ASCII), _is_finess_right),
        Register.SIREN: Form(re.compile(r"\d{9}", re.ASCII), is_luhn_right),
        Register.SIRET: Form(re.compile(r"\d{14}", re.ASCII), _is_siret_right),
    }
)


def parse_number(register: Register, text: str) -> str:
    """The number in `text`, without its spaces. Raises IdentityRefused for another shape."""
    number = _BLANKS.sub("", text[: _LONGEST_INPUT + 1]).upper()
    if len(text) > _LONGEST_INPUT or not FORMS[register].shape.fullmatch(number):
        raise IdentityRefused(Reason.MALFORMED)
    return number


def is_number_right(register: Register, number: str) -> bool:
    """Whether a well-formed number passes the check of its register."""
    return FORMS[register].is_right(number)


def check_number(register: Register, text: str, environment: Environment) -> tuple[str, Doubts]:
    """The number and what is odd in it.

    Raises IdentityRefused for another shape, and in production for a number that fails its check.
    Identities lent by the ANS for tests fail it: never refuse a login for that alone.
    """
    number = parse_number(register, text)
    wrong = not is_number_right(register, number)
    return number, doubt_or_refuse(wrong, Reason.BAD_KEY, environment)
