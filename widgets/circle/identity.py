"""Who the patient of a circle is, as the pinned card says it: nothing is made surer than it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote as percent

from care.circles.model import Member, Role
from care.directory.phone import show_phone
from care.identity.birth_date import age_on
from care.identity.matricule import render_matricule
from care.identity.reason import IdentityRefused
from care.identity.status import Attribute, Standing
from care.identity.traits import Sex, Traits
from care.patients.model import Contact, Patient
from care.runtime.texts import french_date
from widgets.circle.views import ContactView, IdentityView, PhoneView
from widgets.circle.words import TEXTS, name_of, short_name, write_birth_date

_BANNERS = (Attribute.FICTITIOUS, Attribute.DOUBTFUL, Attribute.HOMONYM)
_YEARS_FROM = 2


def view_identity(patient: Patient, members: tuple[Member, ...], today: date) -> IdentityView:
    """The most urgent first: what is doubtful, then alerts."""
    traits = patient.identity.traits
    return IdentityView(
        name=name_patient(traits),
        born=write_born(traits, today),
        names=_names(traits),
        number=write_number(patient),
        standing=write_standing(patient.identity.standing),
        cautions=cautions_of(patient),
        alerts=list(patient.alerts),
        doctor=next(_treating_doctors(members), ""),
    )


def view_contact(contact: Contact) -> ContactView:
    """How the patient is reached, and where they live."""
    phones = [PhoneView(number=one, shown=show_phone(one)) for one in contact.phones]
    return ContactView(phones=phones, address=contact.address, route=route_to(contact.address))


def route_to(address: str) -> str:
    """What a telephone opens its map with (RFC 5870, with the query that maps understand)."""
    return f"geo:0,0?q={percent(address)}" if address else ""


def name_patient(traits: Traits) -> str:
    """`EXEMPLE Jeanne`, by the names of every day."""
    given = traits.daily_given_name.title()
    return " ".join(name for name in (traits.daily_name, given) if name)


def write_age(traits: Traits, today: date) -> str:
    """`41 ans`, in months for the smallest; nothing when it is not known."""
    if traits.birth_date is None:
        return ""
    try:
        age = age_on(traits.birth_date, today)
    except IdentityRefused:
        return ""
    if age.years < _YEARS_FROM:
        return TEXTS.say("age-months", months=age.years * 12 + age.months)
    return TEXTS.say("age-years", years=age.years)


def write_born(traits: Traits, today: date) -> str:
    """`née le 15/06/1984 (41 ans)`."""
    if traits.birth_date is None:
        return ""
    age = write_age(traits, today)
    return TEXTS.say(
        "born",
        feminine="yes" if traits.sex is Sex.FEMALE else "no",
        date=write_birth_date(traits.birth_date),
        age=f" ({age})" if age else "",
    )


def cautions_of(patient: Patient) -> list[str]:
    """Why this identity is to be taken with care."""
    attributes = patient.identity.standing.attributes
    return [name_of(f"caution-{one}") for one in _BANNERS if one in attributes]


def write_number(patient: Patient) -> str:
    """The INS, as it was received."""
    number = patient.identity.number
    if number is None:
        return ""
    key = "ins" if number.authority.is_production else "ins-test"
    return TEXTS.say(f"number-{key}", number=render_matricule(number.matricule))


def write_standing(standing: Standing) -> str:
    """What the identity is worth, according to whom and since when."""
    source = standing.source
    key = standing.status.value.lower()
    return TEXTS.say(f"standing-{key}", source=source.name, date=french_date(source.day))


def _names(traits: Traits) -> str:
    place = traits.birth_place
    return TEXTS.say(
        "names",
        family=traits.birth_name,
        given=traits.given_names,
        sex=traits.sex.value if traits.sex else "?",
        place=f" – {TEXTS.say('birth-place', code=place)}" if place else "",
    )


def _treating_doctors(members: tuple[Member, ...]) -> Iterator[str]:
    for member in members:
        if member.role is Role.TREATING_DOCTOR:
            yield short_name(member.name)
