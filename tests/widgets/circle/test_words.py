"""Everything that can be chosen or told has its name."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from care.circles.model import CloseReason, Member, Role, Section
from care.consent.model import Evidence, Giver, Ground, Scope, Stance
from care.identity.birth_date import BirthDate
from care.identity.status import Attribute, Status
from care.tasks.trail import VERBS
from tests.deploy.test_audit_text import acts_in_code
from widgets.circle.words import (
    RELATIONS,
    TEXTS,
    choices,
    describe_role,
    name_of,
    write_birth_date,
    write_day,
    write_moment,
)

PARIS = ZoneInfo("Europe/Paris")


def test_every_value_has_a_name() -> None:
    for of, values in {
        "role": list(Role),
        "section": list(Section),
        "ground": list(Ground),
        "scope": list(Scope),
        "giver": list(Giver),
        "evidence": list(Evidence),
        "stance": list(Stance),
        "close": list(CloseReason),
        "caution": list(Attribute),
    }.items():
        assert all(name_of(f"{of}-{value}") for value in values)
    assert len(choices({one: f"relation-{one}" for one in RELATIONS})) == len(set(RELATIONS))
    assert all(TEXTS.say(f"standing-{one.value.lower()}", source="x", date="y") for one in Status)


def test_every_act_on_a_circle_is_told() -> None:
    acts = {act for act in acts_in_code() if act.startswith("circle.")}
    acts |= {f"task.{verb}" for verb in VERBS.values()}
    acts |= {f"consent.{stance.value}" for stance in Stance}
    assert "circle.glass_broken" in acts
    for act in acts:
        assert TEXTS.say(f"act-{act.replace('.', '-').replace('_', '-')}", person="x")


def test_a_daughter_is_told_as_one() -> None:
    since = datetime(2026, 3, 2, tzinfo=UTC)
    anne = Member("@a:b", "Anne", Role.RELATIVE, Ground.RELATIVE, since, relation="DAUC")
    assert describe_role(anne) == "fille"
    carer = Member("@a:b", "Anne", Role.CARER, Ground.RELATIVE, since, relation="DAUC")
    assert describe_role(carer) == "aidant, fille"


def test_days_by_the_clock_on_the_wall() -> None:
    assert write_day(date(2026, 12, 4)) == "vendredi 04/12/2026"
    midnight = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert write_moment(midnight, PARIS).replace("\u00a0", " ") == "02/07/2026 à 0 h 30"
    born = [BirthDate(1984, 6, 15), BirthDate(1984, 6), BirthDate(1984)]
    assert [write_birth_date(one) for one in born] == ["15/06/1984", "06/1984", "1984"]
