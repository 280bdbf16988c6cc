"""The INS datamatrix of paper documents (ANS format v2.2). Not signed: it proves nothing."""

from __future__ import annotations

import re

from care.identity.authority import parse_authority
from care.identity.birth_date import parse_birth_date
from care.identity.birth_place import parse_birth_place
from care.identity.ins import Ins, InsNumber
from care.identity.lexical import is_insi_form
from care.identity.matricule import parse_matricule
from care.identity.reason import IdentityRefused, Reason
from care.identity.traits import Sex, Traits

_SEPARATOR = "\x1d"
_HEADER = "IS01" + "0" * 22
_ANY_HEADER = re.compile(r"IS\d{2}0{22}", re.ASCII)
_LONGEST_NAME = 100
_LONGEST_OID = 20
_LONGEST_TEXT = 400
# Scanners add a symbology mark, and write the separator as they can; some drop it altogether.
_SYMBOLOGY = re.compile(r"^\][A-Za-z]\d")
_WRITTEN_SEPARATORS = re.compile(r"␝|<GS>|\{GS\}|\^\]|\\x1[dD]|\\u001[dD]|\r?\n")
_NAME = rf"[^\d\x00-\x1f\x7f]{{1,{_LONGEST_NAME}}}?(?={_SEPARATOR}|S[1-7]|\Z)"
_FIELD = re.compile(
    r"S(?:"
    r"1(?P<matricule>[0-9ABab]{15})"
    r"|2(?P<oid>[0-9.]{19,20})"
    rf"|3(?P<given_names>{_NAME})"
    rf"|4(?P<birth_name>{_NAME})"
    r"|5(?P<sex>[FMI])"
    r"|6(?P<birth_date>\d{2}-\d{2}-\d{4})"
    r"|7(?P<birth_place>[0-9ABab]{5})"
    rf")\s*{_SEPARATOR}?\s*",
    re.ASCII,
)
_OPTIONAL = frozenset({"birth_place"})


def is_datamatrix(text: str) -> bool:
    """Whether `text` begins as an INS datamatrix does."""
    return bool(_ANY_HEADER.match(_tidy(text[:_LONGEST_TEXT])))


def parse_datamatrix(text: str) -> Ins:
    """What a scanner read, or somebody pasted. Raises IdentityRefused; never judges the key."""
    if len(text) > _LONGEST_TEXT:
        raise IdentityRefused(Reason.TOO_LONG)
    tidy = _tidy(text)
    if not _ANY_HEADER.match(tidy):
        raise IdentityRefused(Reason.NOT_A_DATAMATRIX)
    if not tidy.startswith(_HEADER):
        raise IdentityRefused(Reason.UNKNOWN_VERSION)
    return _build(_read_fields(tidy[len(_HEADER) :]))


def render_datamatrix(ins: Ins) -> str:
    """The text to encode (ECC 200). Raises IdentityRefused when a trait is unfit.

    The caller has asked `check_may_send_ins` first: printing is sending.
    """
    traits = ins.traits
    if not (traits.birth_name and traits.given_names and traits.birth_date and traits.sex):
        raise IdentityRefused(Reason.TRAIT_MISSING)
    if not (is_insi_form(traits.birth_name) and is_insi_form(traits.given_names)):
        raise IdentityRefused(Reason.NOT_INSI_FORM)
    place = f"S7{traits.birth_place}" if traits.birth_place else ""
    return (
        f"{_HEADER}S1{ins.number.matricule.text}"
        f"S2{_ended(ins.number.authority.oid, _LONGEST_OID)}"
        f"S3{_ended(traits.given_names, _LONGEST_NAME)}"
        f"S4{_ended(traits.birth_name, _LONGEST_NAME)}"
        f"S5{traits.sex}S6{traits.birth_date.conventional:%d-%m-%Y}{place}"
    )


def _ended(value: str, longest: int) -> str:
    """A field shorter than its longest is followed by a separator."""
    if len(value) > longest:
        raise IdentityRefused(Reason.TOO_LONG)
    return value if len(value) == longest else value + _SEPARATOR


def _tidy(text: str) -> str:
    return _SYMBOLOGY.sub("", _WRITTEN_SEPARATORS.sub(_SEPARATOR, text).strip())


def _read_fields(body: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    place = 0
    while place < len(body):
        found = _FIELD.match(body, place)
        name = found.lastgroup if found else None
        if found is None or name is None or name in fields:
            raise IdentityRefused(Reason.NOT_A_DATAMATRIX)
        fields[name] = found[name].strip()
        place = found.end()
    if not _FIELD.groupindex.keys() - _OPTIONAL <= fields.keys() or "" in fields.values():
        raise IdentityRefused(Reason.TRAIT_MISSING)
    return fields


def _build(fields: dict[str, str]) -> Ins:
    place = fields.get("birth_place")
    traits = Traits(
        birth_name=fields["birth_name"],
        given_names=fields["given_names"],
        birth_date=parse_birth_date(fields["birth_date"]),
        sex=Sex(fields["sex"]),
        birth_place=None if place is None else parse_birth_place(place),
    )
    matricule = parse_matricule(fields["matricule"])
    return Ins(InsNumber(matricule, parse_authority(fields["oid"])), traits)
