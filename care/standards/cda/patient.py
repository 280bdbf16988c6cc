"""Whom a document is about (recordTarget): traits and INS, in the types of care.identity."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from care.identity.authority import parse_authority
from care.identity.birth_date import BirthDate, parse_birth_date
from care.identity.birth_place import parse_birth_place
from care.identity.ins import InsNumber
from care.identity.matricule import parse_matricule
from care.identity.reason import IdentityRefused, Reason
from care.identity.traits import Sex, Traits
from care.standards.cda.elements import attribute, child, children, plain_text
from care.standards.cda.model import InstanceId, Patient
from care.standards.cda.people import read_address, read_ids, read_telecoms
from care.standards.cda.reason import CdaFault

_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE, "UN": Sex.INDETERMINATE, "U": Sex.INDETERMINATE}
_DATE_DIGITS, _MONTH_DIGITS = 8, 6


def read_patient(root: etree._Element, faults: set[CdaFault]) -> Patient | None:
    """The person, or None; what could not be read is added to `faults`."""
    roles = list(children(root, "recordTarget", "patientRole"))
    if not roles:
        faults.add(CdaFault.NO_PATIENT)
        return None
    if len(roles) > 1:
        faults.add(CdaFault.SEVERAL_PATIENTS)
    role = roles[0]
    person = child(role, "patient")
    ids = read_ids(role)
    numbers = list(_read_numbers(ids, faults))
    if len({number.matricule.text for number, _ in numbers}) > 1:
        faults.add(CdaFault.SEVERAL_INS)
    taken = {used for _, used in numbers}
    place = child(person, "birthplace", "place", "addr")
    return Patient(
        _read_traits(person, place, faults),
        numbers[0][0] if numbers else None,
        tuple(one for one in ids if one not in taken),
        plain_text(child(place, "city")),
        read_telecoms(role),
        read_address(child(role, "addr")),
    )


def _read_numbers(
    ids: tuple[InstanceId, ...], faults: set[CdaFault]
) -> Iterator[tuple[InsNumber, InstanceId]]:
    for one in ids:
        try:
            authority = parse_authority(one.root)
            yield InsNumber(parse_matricule(one.extension), authority), one
        except IdentityRefused as refused:
            if refused.reason is Reason.MALFORMED:
                faults.add(CdaFault.INS_MALFORMED)


def _read_traits(
    person: etree._Element | None, place: etree._Element | None, faults: set[CdaFault]
) -> Traits:
    name = _legal_name(person)
    families, givens = (_by_qualifier(name, part) for part in ("family", "given"))
    listed = families.get("", "")
    first = _first_at_birth(name)
    return Traits(
        birth_name=families.get("BR") or listed or families.get("SP", ""),
        given_names=_list_given(givens, first),
        birth_date=_read_birth_date(child(person, "birthTime"), faults),
        sex=_read_sex(child(person, "administrativeGenderCode"), faults),
        birth_place=_read_birth_place(child(place, "county"), faults),
        first_given_name=first,
        used_name=families.get("CL")
        or families.get("SP")
        or (listed if "BR" in families else None),
        used_given_name=givens.get("CL"),
    )


def _legal_name(person: etree._Element | None) -> etree._Element | None:
    """Of several names, the one of birth."""
    names = list(children(person, "name"))
    of_birth = (
        one
        for one in names
        if any("BR" in attribute(family, "qualifier").split() for family in children(one, "family"))
    )
    return next(of_birth, names[0] if names else None)


def _by_qualifier(name: etree._Element | None, part: str) -> dict[str, str]:
    """BR: of birth; CL: in use; SP: of the spouse; none: the list of the birth certificate.

    One name may have several of these at once (« BR CL »).
    """
    found: dict[str, str] = {}
    for one in children(name, part):
        text = plain_text(one)
        for qualifier in attribute(one, "qualifier").split() or [""]:
            if text:
                found[qualifier] = f"{found[qualifier]} {text}" if qualifier in found else text
    return found


def _first_at_birth(name: etree._Element | None) -> str | None:
    given = (
        plain_text(one)
        for one in children(name, "given")
        if "BR" in attribute(one, "qualifier").split()
    )
    return next(filter(None, given), None)


def _list_given(givens: dict[str, str], first: str | None) -> str:
    """The given names of birth; some list only those after the first."""
    listed = givens.get("") or givens.get("BR", "")
    starts = f"{_folded(listed)} ".startswith(f"{_folded(first or '')} ")
    return listed if not first or starts else f"{first} {listed}"


def _folded(text: str) -> str:
    """As compared here: one case, hyphens as spaces."""
    return " ".join(text.casefold().replace("-", " ").split())


def _read_birth_date(element: etree._Element | None, faults: set[CdaFault]) -> BirthDate | None:
    text = attribute(element, "value")
    if not text:
        return None
    try:
        return parse_birth_date(_as_date(text))
    except IdentityRefused:
        faults.add(CdaFault.BIRTH_DATE_UNREADABLE)
        return None


def _as_date(text: str) -> str:
    """`AAAAMMJJhhmm…` is a day, `AAAAMM` a month."""
    digits = text[:_DATE_DIGITS]
    if len(text) == _MONTH_DIGITS and text.isdigit():
        return f"{text[:4]}-{text[4:]}"
    return digits if digits.isdigit() else text


def _read_sex(element: etree._Element | None, faults: set[CdaFault]) -> Sex | None:
    code = attribute(element, "code")
    if code and code not in _SEXES:
        faults.add(CdaFault.SEX_UNREADABLE)
    return _SEXES.get(code)


def _read_birth_place(element: etree._Element | None, faults: set[CdaFault]) -> str | None:
    text = plain_text(element)
    try:
        return parse_birth_place(text) if text else None
    except IdentityRefused:
        faults.add(CdaFault.BIRTH_PLACE_UNREADABLE)
        return None
