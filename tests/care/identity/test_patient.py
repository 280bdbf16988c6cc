"""Opaque ids, and what of an identity may leave."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.authority import NIR
from care.identity.ins import InsNumber
from care.identity.matricule import Matricule
from care.identity.patient import (
    PatientId,
    PatientIdentity,
    check_may_send_ins,
    decide_sending_ins,
    may_send_ins,
    name_patient,
    prepare_to_leave,
)
from care.identity.reason import Environment, IdentityRefused, Reason
from care.identity.status import (
    Attribute,
    Event,
    Source,
    SourceKind,
    Standing,
    Status,
    apply_event,
)
from tests.care.identity.strategies import JEANNE

_HOSPITAL = Source(SourceKind.ESTABLISHMENT, "CH de l’Exemple", date(2026, 11, 23))
_IN_A_TEST = PatientIdentity(JEANNE.traits, Standing(Status.QUALIFIED, _HOSPITAL), JEANNE.number)
_REAL = replace(_IN_A_TEST, number=InsNumber(Matricule("284067635112353"), NIR))
_PRODUCTION = Environment.PRODUCTION


def test_an_id_is_drawn_and_tells_nothing() -> None:
    one, other = (name_patient(secrets.token_bytes(16)) for _ in range(2))
    assert one != other
    assert PatientId(str(one)) == one


@pytest.mark.parametrize("text", ["", "284067635112353", "p" + "0" * 31, "p" + "G" * 32])
def test_nothing_else_is_an_id(text: str) -> None:
    with pytest.raises(ValueError, match="not a patient id"):
        PatientId(text)


@given(st.binary(max_size=32).filter(lambda drawn: len(drawn) != 16))
def test_an_id_is_never_made_of_less_chance(drawn: bytes) -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        name_patient(drawn)


def test_a_qualified_ins_may_leave() -> None:
    assert may_send_ins(_REAL, _PRODUCTION)
    assert check_may_send_ins(_REAL, _PRODUCTION).number == _REAL.number
    assert prepare_to_leave(_REAL, _PRODUCTION) == _REAL


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.QUALIFIED}))
def test_any_other_identity_leaves_with_its_traits_alone(status: Status) -> None:
    identity = replace(_REAL, standing=Standing(status, _HOSPITAL))
    assert decide_sending_ins(identity, _PRODUCTION) is Reason.NOT_QUALIFIED
    leaving = prepare_to_leave(identity, _PRODUCTION)
    assert (leaving.number, leaving.traits) == (None, JEANNE.traits)
    with pytest.raises(IdentityRefused):
        check_may_send_ins(identity, _PRODUCTION)


@pytest.mark.parametrize("event", [Event.DOUBT_RAISED, Event.FOUND_FICTITIOUS])
def test_nothing_leaves_once_in_doubt(event: Event) -> None:
    identity = replace(_REAL, standing=apply_event(_REAL.standing, event))
    assert not may_send_ins(identity, _PRODUCTION)


@pytest.mark.parametrize(
    ("identity", "reason"),
    [
        (replace(_REAL, number=None), Reason.NO_NUMBER),
        (replace(_REAL, traits=replace(JEANNE.traits, birth_place=None)), Reason.TRAIT_MISSING),
        (_IN_A_TEST, Reason.TEST_DATA),
        (
            replace(_REAL, number=InsNumber(Matricule("246037433000291"), NIR)),
            Reason.BAD_KEY,
        ),
    ],
)
def test_a_status_is_not_enough(identity: PatientIdentity, reason: Reason) -> None:
    assert decide_sending_ins(identity, _PRODUCTION) is reason


def test_invented_people_may_leave_a_test() -> None:
    assert may_send_ins(_IN_A_TEST, Environment.TEST)


def test_a_homonym_may_leave_when_qualified() -> None:
    homonym = Standing(Status.QUALIFIED, _HOSPITAL, frozenset({Attribute.HOMONYM}))
    assert may_send_ins(replace(_REAL, standing=homonym), _PRODUCTION)
