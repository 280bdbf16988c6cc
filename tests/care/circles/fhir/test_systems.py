"""Nothing that we may have to write lacks its code."""

from __future__ import annotations

from care.circles.fhir.systems import COMMENTS, GENDERS, INS_TYPES, ROLES, STATES
from care.circles.model import CircleState
from care.identity.authority import AUTHORITIES
from care.identity.status import Attribute
from care.identity.traits import Sex


def test_every_value_has_its_own_code() -> None:
    for codes, values in (
        (INS_TYPES, AUTHORITIES),
        (GENDERS, Sex),
        (COMMENTS, Attribute),
        (STATES, CircleState),
    ):
        assert set(codes) == set(values)
        assert len(set(codes.values())) == len(codes)
    assert len(set(ROLES.values())) == len(ROLES)
