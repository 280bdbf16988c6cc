"""The fields of HL7 v2 that registries and messages share: CX, XCN, XON, and lines of PID."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from care.identity.authority import parse_authority
from care.identity.ins import InsNumber
from care.identity.matricule import parse_matricule
from care.identity.reason import IdentityRefused

_ESCAPES = {"\\": "\\E\\", "|": "\\F\\", "^": "\\S\\", "~": "\\R\\", "&": "\\T\\"}
_LETTERS = {code[1]: sign for sign, code in _ESCAPES.items()}
_ESCAPED = re.compile(r"\\([EFSRT])\\")
_LONGEST = 4_000
_NATIONAL_HEALTH = "NH"


@dataclass(frozen=True, slots=True)
class NumberedId:
    """CX: a number, the OID of who gave it, and what kind of number it is (NH, PI…)."""

    number: str = field(repr=False)
    authority: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NumberedPerson:
    """XCN: a professional by number and name."""

    number: str = ""
    family: str = ""
    given: str = ""
    authority: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NumberedStructure:
    """XON: a structure by name and number."""

    name: str = ""
    number: str = ""
    authority: str = ""
    kind: str = ""


def escape(text: str) -> str:
    """`text` where the signs of the syntax mean themselves, on one line."""
    return "".join(_ESCAPES.get(letter, letter) for letter in " ".join(text.split()))


def unescape(text: str) -> str:
    """What `escape` wrote."""
    return _ESCAPED.sub(lambda found: _LETTERS[found[1]], text)


def components(text: str) -> list[str]:
    """The parts of a field, still escaped."""
    return text[:_LONGEST].split("^")


def component(parts: list[str], place: int) -> str:
    """The part at `place`, counted from 1 as in the standard; empty when absent."""
    return unescape(parts[place - 1]).strip() if place <= len(parts) else ""


def parse_cx(text: str) -> NumberedId:
    """`279…^^^&1.2.250.1.213.1.4.8&ISO^NH`, or the same with an authority's name."""
    parts = components(text)
    return NumberedId(component(parts, 1), _authority(parts, 4), component(parts, 5))


def render_cx(number: NumberedId) -> str:
    """As ITI TF-3 wants it: the authority by OID alone."""
    kind = f"^{escape(number.kind)}" if number.kind else ""
    return f"{escape(number.number)}^^^&{escape(number.authority)}&ISO{kind}"


def parse_xcn(text: str) -> NumberedPerson:
    """`810…^FICTIF^ALICE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS`."""
    parts = components(text)
    number, family, given = (component(parts, place) for place in (1, 2, 3))
    return NumberedPerson(number, family, given, _authority(parts, 9), component(parts, 13))


def render_xcn(person: NumberedPerson) -> str:
    """What `parse_xcn` reads."""
    number, family, given, authority, kind = map(
        escape, (person.number, person.family, person.given, person.authority, person.kind)
    )
    return f"{number}^{family}^{given}^^^^^^&{authority}&ISO^D^^^{kind}"


def parse_xon(text: str) -> NumberedStructure:
    """`CABINET FICTIF^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1…`."""
    parts = components(text)
    number = component(parts, 10) or component(parts, 3)
    return NumberedStructure(component(parts, 1), number, _authority(parts, 6), component(parts, 7))


def render_xon(structure: NumberedStructure) -> str:
    """What `parse_xon` reads."""
    name, number, authority, kind = map(
        escape, (structure.name, structure.number, structure.authority, structure.kind)
    )
    return f"{name}^^^^^&{authority}&ISO^{kind}^^^{number}"


def to_ins(number: NumberedId) -> InsNumber | None:
    """The INS that a CX holds, if it is one."""
    try:
        return InsNumber(parse_matricule(number.number), parse_authority(number.authority))
    except IdentityRefused:
        return None


def from_ins(number: InsNumber) -> NumberedId:
    """An INS as a CX."""
    return NumberedId(number.matricule.text, number.authority.oid, _NATIONAL_HEALTH)


def _authority(parts: list[str], place: int) -> str:
    written = parts[place - 1].split("&") if place <= len(parts) else []
    return unescape(written[1]).strip() if len(written) > 1 else ""
