"""The traits of a patient as lines of PID (HL7 v2; sourcePatientInfo of ITI TF-3)."""

from __future__ import annotations

from collections.abc import Iterable

from care.identity.birth_date import BirthDate, parse_birth_date
from care.identity.birth_place import parse_birth_place
from care.identity.reason import IdentityRefused
from care.identity.traits import Sex, Traits
from care.standards.hl7.fields import component, components, escape

_BIRTH = "L"
_DAILY = "D"
_BIRTH_ADDRESS = "BDL"
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE, "U": Sex.INDETERMINATE, "I": Sex.INDETERMINATE}
_MOST_LINES = 40


def read_pid_lines(lines: Iterable[str]) -> Traits:
    """The traits that lines like `PID-5|EXEMPLE^JEANNE^JEANNE MARIE^^^^L` tell."""
    told: dict[str, list[str]] = {}
    for line in list(lines)[:_MOST_LINES]:
        name, bar, value = line.strip().partition("|")
        if bar and value:
            told.setdefault(name.strip().upper(), []).extend(value.split("~"))
    names = [components(one) for one in told.get("PID-5", [])]
    born = next((one for one in names if component(one, 7) in {_BIRTH, ""}), [])
    daily = next((one for one in names if component(one, 7) == _DAILY), [])
    return Traits(
        birth_name=component(born, 1),
        given_names=component(born, 3) or component(born, 2),
        birth_date=_birth_date(told.get("PID-7", [])),
        sex=_SEXES.get(next(iter(told.get("PID-8", [])), "").strip().upper()),
        birth_place=_birth_place(told.get("PID-11", [])),
        first_given_name=component(born, 2) or None,
        used_name=component(daily, 1) or None,
        used_given_name=component(daily, 2) or None,
    )


def write_pid_lines(traits: Traits) -> tuple[str, ...]:
    """What `read_pid_lines` reads; lines of unknown traits are left out."""
    lines = []
    if traits.birth_name or traits.given_names:
        written = (traits.birth_name, traits.first_name, traits.given_names)
        lines.append(f"PID-5|{'^'.join(map(escape, written))}^^^^{_BIRTH}")
    if traits.used_name or traits.used_given_name:
        written_daily = (traits.daily_name, traits.daily_given_name)
        lines.append(f"PID-5|{'^'.join(map(escape, written_daily))}^^^^^{_DAILY}")
    if traits.birth_date:
        lines.append(f"PID-7|{traits.birth_date.conventional:%Y%m%d}")
    if traits.sex:
        lines.append(f"PID-8|{'U' if traits.sex is Sex.INDETERMINATE else traits.sex}")
    if traits.birth_place:
        lines.append(f"PID-11|^^^^^^{_BIRTH_ADDRESS}^^{traits.birth_place}")
    return tuple(lines)


def _birth_date(values: list[str]) -> BirthDate | None:
    try:
        return parse_birth_date(values[0][:8]) if values else None
    except IdentityRefused:
        return None


def _birth_place(values: list[str]) -> str | None:
    for parts in map(components, values):
        if component(parts, 7) == _BIRTH_ADDRESS:
            try:
                return parse_birth_place(component(parts, 9))
            except IdentityRefused:
                return None
    return None
