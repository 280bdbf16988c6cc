"""The two cards pinned in the room of a circle: who the patient is, who is in the circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import quote as percent
from zoneinfo import ZoneInfo

from bots.engine.markup import Written, fact, link, write
from bots.liaison.texts import TEXTS
from care.circles.model import Member, Role, Section
from care.circles.reading import Picture
from care.circles.rights import SECTIONS
from care.circles.rules import meets_professionals
from care.directory.phone import show_phone
from care.identity.birth_date import BirthDate, age_on
from care.identity.matricule import render_matricule
from care.identity.reason import IdentityRefused
from care.identity.status import Attribute, Standing, Status
from care.identity.traits import Sex, Traits
from care.patients.model import Patient
from care.runtime.texts import french_date, french_time

_BANNERS = (Attribute.FICTITIOUS, Attribute.DOUBTFUL, Attribute.HOMONYM)
_YEARS_FROM = 2


def write_identity(picture: Picture, today: date) -> Written:
    """Who the patient is, the most urgent first: what is doubtful, then alerts."""
    patient = picture.patient
    lines = [
        *_banners(patient),
        _headline(patient.identity.traits, today),
        *(TEXTS.say("identity-alert", alert=fact(alert)) for alert in patient.alerts),
        *_names(patient.identity.traits),
        *_number(patient),
        _standing(patient.identity.standing),
        *_contact(patient),
        *_treating_doctor(picture),
        TEXTS.say("identity-next"),
    ]
    return write(lines)


def write_members(
    picture: Picture, phones: Mapping[str, str], zone: ZoneInfo, months: int = 0
) -> Written:
    """Who is in the circle, under three headings, numbered so that they can be named."""
    numbers = {member.user_id: rank for rank, member in enumerate(ordered(picture), start=1)}
    lines = [TEXTS.say("members-title", count=len(numbers))]
    for section in Section:
        inside = [one for one in ordered(picture) if SECTIONS[one.role] is section]
        if inside:
            lines.append(TEXTS.say(f"section-{section.value}"))
            lines += [
                _line(numbers[one.user_id], one, phones.get(one.user_id), zone) for one in inside
            ]
    return write([*lines, tell_keeping(months), TEXTS.say("members-next")])


def write_team(picture: Picture, zone: ZoneInfo, months: int = 0) -> Written:
    """Who is in the room without patient nor relatives."""
    inside = [member for member in ordered(picture) if meets_professionals(member)]
    lines = [TEXTS.say("team-title", count=len(inside))]
    lines += [_line(rank, one, None, zone) for rank, one in enumerate(inside, start=1)]
    return write([*lines, tell_keeping(months)])


def tell_keeping(months: int) -> str:
    """For how long after closing what is said here is kept; nothing when it is for good."""
    if not months:
        return ""
    years, rest = divmod(months, 12)
    whole = years and not rest
    return (
        TEXTS.say("keeping-years", years=years)
        if whole
        else TEXTS.say("keeping-months", months=months)
    )


def ordered(picture: Picture) -> list[Member]:
    """The members in the order of the card."""
    sections = list(Section)
    roles = list(Role)
    return sorted(
        picture.members,
        key=lambda one: (sections.index(SECTIONS[one.role]), roles.index(one.role), one.name),
    )


def name_patient(traits: Traits) -> str:
    """`EXEMPLE Jeanne`, by the names of every day."""
    return traits.called


def describe_role(member: Member) -> str:
    """`médecin traitant`, `fille`, `personne de confiance, fille`."""
    role = TEXTS.say(f"role-{member.role.value.replace('_', '-')}")
    if member.relation is None:
        return role
    relation = TEXTS.say(f"relation-{member.relation.lower()}")
    return relation if member.role is Role.RELATIVE else f"{role}, {relation}"


def _banners(patient: Patient) -> Iterator[str]:
    for attribute in _BANNERS:
        if attribute in patient.identity.standing.attributes:
            yield TEXTS.say(f"banner-{attribute.value}")


def _headline(traits: Traits, today: date) -> str:
    name = f"<b>{fact(name_patient(traits))}</b>"
    if traits.birth_date is None:
        return name
    feminine = "yes" if traits.sex is Sex.FEMALE else "no"
    born = write_birth_date(traits.birth_date)
    return TEXTS.say(
        "identity-title", name=name, feminine=feminine, born=born, age=_age(traits, today)
    )


def write_birth_date(born: BirthDate) -> str:
    """As far as it is known: `15/06/1984`, `06/1984`, `1984`."""
    if born.month is None:
        return str(born.year)
    if born.day is None:
        return f"{born.month:02d}/{born.year}"
    return french_date(born.conventional)


def _age(traits: Traits, today: date) -> str:
    assert traits.birth_date is not None
    try:
        age = age_on(traits.birth_date, today)
    except IdentityRefused:
        return ""
    if age.years < _YEARS_FROM:
        return TEXTS.say("age-months", months=age.years * 12 + age.months)
    return TEXTS.say("age-years", years=age.years)


def _names(traits: Traits) -> Iterator[str]:
    yield TEXTS.say(
        "identity-names",
        family=fact(traits.birth_name),
        given=fact(traits.given_names),
        sex=traits.sex.value if traits.sex else "?",
        place=f" – {TEXTS.say('identity-place', code=traits.birth_place)}"
        if traits.birth_place
        else "",
    )


def _number(patient: Patient) -> Iterator[str]:
    number = patient.identity.number
    if number is not None:
        key = "identity-ins" if number.authority.is_production else "identity-ins-test"
        yield TEXTS.say(key, number=render_matricule(number.matricule))


def _standing(standing: Standing) -> str:
    qualified = standing.status is Status.QUALIFIED
    return TEXTS.say(
        "standing-qualified" if qualified else f"standing-{standing.status.value.lower()}",
        source=fact(standing.source.name),
        date=french_date(standing.source.day),
    )


def _contact(patient: Patient) -> Iterator[str]:
    for phone in patient.contact.phones:
        yield TEXTS.say("identity-phone", phone=link(f"tel:{phone}", show_phone(phone)))
    address = patient.contact.address
    if address:
        route = link(f"geo:0,0?q={percent(address)}", address)
        yield TEXTS.say("identity-address", address=route)


def _treating_doctor(picture: Picture) -> Iterator[str]:
    for member in picture.members:
        if member.role is Role.TREATING_DOCTOR:
            yield TEXTS.say("identity-doctor", name=fact(short_name(member.name)))


def _line(number: int, member: Member, phone: str | None, zone: ZoneInfo) -> str:
    parts = [f"{number}. <b>{fact(short_name(member.name))}</b>", describe_role(member)]
    if member.until is not None:
        until = french_time(member.until.astimezone(zone))
        parts.append(TEXTS.say("member-emergency", until=until))
    if phone:
        parts.append(link(f"tel:{phone}", show_phone(phone)))
    parts.append(link(f"https://matrix.to/#/{member.user_id}", TEXTS.say("write-link")))
    return " – ".join(parts)


def short_name(shown: str) -> str:
    """A name without the profession that the homeserver shows after it."""
    return shown.partition(" – ")[0]
