"""A refusal has a key, and never quotes what was refused."""

from __future__ import annotations

import pytest

from care.identity.matricule import parse_matricule
from care.identity.reason import Environment, IdentityRefused, Reason, doubt_or_refuse


def test_the_error_names_the_reason_and_not_the_number() -> None:
    with pytest.raises(IdentityRefused) as refused:
        parse_matricule("28406763511235X")
    assert refused.value.reason is Reason.MALFORMED
    assert "284" not in str(refused.value)


def test_the_same_fault_is_a_doubt_in_a_test_and_a_refusal_in_production() -> None:
    assert doubt_or_refuse(True, Reason.BAD_KEY, Environment.TEST) == (Reason.BAD_KEY,)
    assert doubt_or_refuse(False, Reason.BAD_KEY, Environment.PRODUCTION) == ()
    with pytest.raises(IdentityRefused):
        doubt_or_refuse(True, Reason.BAD_KEY, Environment.PRODUCTION)
