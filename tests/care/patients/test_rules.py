"""What becomes of an identity: lowered by doubt, never raised, past numbers kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.authority import NIR_TEST
from care.identity.ins import InsNumber
from care.identity.matching import Grade
from care.identity.matricule import Matricule
from care.identity.patient import PatientId
from care.identity.reason import IdentityRefused
from care.identity.status import Attribute, Event, Source, SourceKind, Standing, Status
from care.patients.model import Patient
from care.patients.rules import (
    apply_to_patient,
    is_homonym,
    is_locked,
    mark_homonym,
    rank_alike,
    revise_identity,
)
from tests.care.circles.hamlet import NOW, identity

NUMBER = InsNumber(Matricule("284067635112353"), NIR_TEST)
OTHER = InsNumber(Matricule("155035960604289"), NIR_TEST)


def patient(number: int = 1, **who: str) -> Patient:
    return Patient(PatientId("p" + f"{number:032x}"), identity(**who))


def test_the_likeliest_come_first_and_strangers_not_at_all() -> None:
    sought = patient().candidate
    known = [patient(2, name="EXAMPLE"), patient(3), patient(4, name="DURAND", given="PAUL")]
    assert [one.patient.id for one in rank_alike(sought, known)] == [known[1].id, known[0].id]
    assert rank_alike(sought, known)[0].grade is Grade.SAME


def test_a_number_that_is_replaced_still_finds_them() -> None:
    first = replace(patient(), identity=replace(identity(), number=NUMBER))
    second = revise_identity(first, replace(identity(), number=OTHER))
    third = revise_identity(second, replace(identity(), number=NUMBER))
    assert second.past_numbers == (NUMBER,)
    assert set(third.past_numbers) == {NUMBER, OTHER}
    assert revise_identity(third, third.identity).past_numbers == third.past_numbers


@given(st.sampled_from(list(Status)), st.lists(st.sampled_from(list(Event)), max_size=8))
def test_no_act_of_ours_ever_raises_a_status(status: Status, events: list[Event]) -> None:
    source = Source(SourceKind.ESTABLISHMENT, "CH Fictif", NOW.date())
    one = replace(patient(), identity=replace(identity(), standing=Standing(status, source)))
    for event in events:
        before = one.identity.standing.status
        try:
            one = apply_to_patient(one, event)
        except IdentityRefused:
            continue
        after = one.identity.standing.status
        assert after in {before, Status.PROVISIONAL, Status.VALIDATED}
        assert after is not Status.QUALIFIED or before is Status.QUALIFIED


def test_doubt_and_fiction_lock_a_namesake_does_not() -> None:
    assert not is_locked(patient())
    assert is_locked(apply_to_patient(patient(), Event.DOUBT_RAISED))
    assert is_locked(apply_to_patient(patient(), Event.FOUND_FICTITIOUS))
    marked = mark_homonym(patient())
    assert is_homonym(marked)
    assert not is_locked(marked)
    invented = apply_to_patient(patient(), Event.FOUND_FICTITIOUS)
    assert mark_homonym(invented) == invented
    with pytest.raises(IdentityRefused):
        apply_to_patient(marked, Event.FOUND_FICTITIOUS)
    assert Attribute.HOMONYM in marked.identity.standing.attributes
