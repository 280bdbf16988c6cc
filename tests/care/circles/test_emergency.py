"""Breaking the glass: exactly this patient, before all eyes, first in the trail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from care.audit.model import Kind
from care.circles.closing import say_of_patient
from care.circles.emergency import break_glass, coordinators_of
from care.circles.trail import read_trail
from care.consent.model import Ground, Scope, Stance
from care.identity.matching import Candidate
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import (
    ALICE,
    ANNE,
    CAMILLE,
    KIM,
    identity,
    make_units,
    open_one,
    opened,
)
from tests.care.circles.test_closing import statement

JEANNE_EXEMPLE = Candidate(identity().traits)
WHY = "chute au domicile"


def test_it_is_for_a_time_and_comes_first_in_the_trail() -> None:
    units = make_units()
    circle = opened(units, ALICE)
    with units.unit("break") as work:
        taken = break_glass(work, KIM, JEANNE_EXEMPLE, f"  {WHY} ", lasts=timedelta(hours=2))
        assert taken.circle.id == circle.id
        assert (taken.member.ground, taken.member.note) == (Ground.EMERGENCY, WHY)
        assert taken.member.until == work.now + timedelta(hours=2)
        assert taken.coordinators == (CAMILLE,)
        first = read_trail(work, circle.id)[0]
    assert first.kind is Kind.EMERGENCY
    assert first.entry is not None
    assert first.entry.details["reason"] == WHY


@pytest.mark.parametrize(
    "sought",
    [
        Candidate(identity(day=16).traits),
        Candidate(identity(name="EXAMPLE").traits),
        Candidate(identity(given="PIERRE").traits),
    ],
)
def test_nothing_is_told_of_who_only_looks_like_them(sought: Candidate) -> None:
    units = make_units()
    opened(units, ALICE)
    with pytest.raises(Refusal) as refused, units.unit("break") as work:
        break_glass(work, KIM, sought, WHY)
    assert refused.value.reason in {"emergency-nobody"}
    assert refused.value.facts == {}


def test_two_namesakes_cannot_be_told_apart_by_us() -> None:
    units = make_units()
    with units.unit("two") as work:
        open_one(work, ALICE)
        open_one(work, ALICE)
    with pytest.raises(Refusal, match="emergency-which"), units.unit("break") as work:
        break_glass(work, KIM, JEANNE_EXEMPLE, WHY)


def test_members_relatives_and_the_opposed_do_not() -> None:
    units = make_units()
    circle = opened(units, ALICE)
    for who, why in ((ALICE, "emergency-member"), (ANNE, "emergency-professionals-only")):
        with pytest.raises(Refusal, match=why), units.unit(f"break {who}") as work:
            break_glass(work, who, JEANNE_EXEMPLE, WHY)
    with units.unit("oppose") as work:
        say_of_patient(work, circle.id, ALICE, statement(Stance.OPPOSITION, Scope.PERSON, KIM))
    with pytest.raises(Refusal, match="consent-opposed-person"), units.unit("kim") as work:
        break_glass(work, KIM, JEANNE_EXEMPLE, WHY)


def test_whoever_breaks_the_glass_is_not_told_of_it() -> None:
    with make_units().unit("who") as work:
        assert coordinators_of(work, CAMILLE) == ()
