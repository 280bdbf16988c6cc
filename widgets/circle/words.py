"""The names of things of a circle, in the words of every day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from care.circles.model import Member, Role
from care.identity.birth_date import BirthDate
from care.runtime.texts import Texts, french_date, french_time
from widgets.circle.views import ChoiceView

TEXTS = Texts(Path(__file__).with_name("fr.ftl"))

#: What relatives may be to a patient (JDV_J11), in the order in which one looks for it.
RELATIONS = (
    *("WIFE", "HUSB", "DOMPART", "DAUC", "SONC", "MTH", "FTH", "SIB"),
    *("FRND", "NBOR", "SIGOTHR"),
)


def name_of(key: str) -> str:
    """What the value that ends `key` is called: `role-nurse`, `relation-DAUC`…"""
    return TEXTS.say(key.lower().replace("_", "-"))


def choices(keys: Mapping[str, str]) -> list[ChoiceView]:
    """What can be chosen, each with the key of its name."""
    return [ChoiceView(value=str(one), label=name_of(key)) for one, key in keys.items()]


def describe_role(member: Member) -> str:
    """What somebody is to the patient: a daughter rather than a relative."""
    role = name_of(f"role-{member.role}")
    if member.relation is None:
        return role
    relation = name_of(f"relation-{member.relation}")
    return relation if member.role is Role.RELATIVE else f"{role}, {relation}"


def short_name(shown: str) -> str:
    """A name without the profession that the homeserver shows after it."""
    return shown.partition(" – ")[0]


def write_birth_date(born: BirthDate) -> str:
    """As far as it is known: `15/06/1984`, `06/1984`, `1984`."""
    if born.month is None:
        return str(born.year)
    if born.day is None:
        return f"{born.month:02d}/{born.year}"
    return french_date(born.conventional)


def write_moment(moment: datetime, zone: ZoneInfo) -> str:
    """A day and an hour by the clock on the wall."""
    local = moment.astimezone(zone)
    return TEXTS.say("day-and-hour", date=french_date(local), time=french_time(local))


def write_day(day: date) -> str:
    """A day with its name: what is to be done is looked for by it."""
    return TEXTS.say("weekday-and-date", weekday=name_of(f"weekday-{day.weekday()}"),
                     date=french_date(day))  # fmt: skip
