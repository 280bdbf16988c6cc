"""The words of letters and mails that leave."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from care.identity.traits import Traits
from care.runtime.texts import Texts, french_date

_TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


def say(key: str, **facts: Any) -> str:
    """The sentence `key` with `facts` put in."""
    return _TEXTS.say(key, **facts)


def describe_patient(traits: Traits, matricule: str = "") -> tuple[tuple[str, str], ...]:
    """The block of identity: what each trait is called, and its value (EXI DIF 02)."""
    born = traits.birth_date
    lines = (
        (say("trait-birth-name"), traits.birth_name),
        (say("trait-given-names"), traits.given_names),
        (say("trait-used-name"), _used(traits)),
        (say("trait-birth-date"), "" if born is None else french_date(born.conventional)),
        (say("trait-sex"), say(f"sex-{traits.sex.value.lower()}") if traits.sex else ""),
        (say("trait-birth-place"), traits.birth_place or ""),
        (say("trait-ins"), matricule),
    )
    return tuple((name, value) for name, value in lines if value)


def name_patient(traits: Traits) -> str:
    """`EXEMPLE Jeanne, 15/06/1984`."""
    named = f"{traits.daily_name.upper()} {traits.daily_given_name.title()}".strip()
    born = traits.birth_date
    return f"{named}, {french_date(born.conventional)}" if born else named


def say_day(day: date) -> str:
    """`26/11/2026`."""
    return french_date(day)


def _used(traits: Traits) -> str:
    used = traits.used_name or ""
    given = traits.used_given_name or ""
    return f"{used} {given}".strip() if used or given else ""
