"""A matricule, its OID and five traits: what is refused, what is only odd."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.identity.authority import DEMONSTRATION, NIA, NIR, NIR_TEST, Authority
from care.identity.birth_date import BirthDate
from care.identity.ins import Ins, InsNumber, check_ins, check_number
from care.identity.matricule import Matricule
from care.identity.reason import Environment, IdentityRefused, Reason
from care.identity.traits import Sex
from tests.care.identity.strategies import JEANNE

PRODUCTION, TEST = Environment.PRODUCTION, Environment.TEST
_WRONG_KEY = "246037433000291"


def _number(text: str, authority: Authority) -> InsNumber:
    return InsNumber(Matricule(text), authority)


def test_an_invented_person_is_welcome_in_a_test() -> None:
    assert check_ins(JEANNE, TEST) == (Reason.TEST_DATA,)


def test_an_invented_person_is_refused_in_production() -> None:
    with pytest.raises(IdentityRefused) as refused:
        check_ins(JEANNE, PRODUCTION)
    assert refused.value.reason is Reason.TEST_DATA


def test_a_production_number_leaves_no_doubt_in_production() -> None:
    assert check_number(_number("284067699900138", NIR), PRODUCTION) == ()


@pytest.mark.parametrize("environment", Environment)
@pytest.mark.parametrize("authority", [NIR, NIA])
def test_a_wrong_key_is_refused_under_a_production_oid(
    authority: Authority, environment: Environment
) -> None:
    with pytest.raises(IdentityRefused) as refused:
        check_number(_number(_WRONG_KEY, authority), environment)
    assert refused.value.reason is Reason.BAD_KEY


@pytest.mark.parametrize("authority", [NIR_TEST, DEMONSTRATION])
def test_a_wrong_key_is_a_doubt_under_a_test_oid(authority: Authority) -> None:
    assert Reason.BAD_KEY in check_number(_number(_WRONG_KEY, authority), TEST)


def test_a_number_given_while_waiting_belongs_to_the_other_oid() -> None:
    waiting = "885019935000227"
    assert check_number(_number(waiting, NIA), PRODUCTION) == ()
    assert check_number(_number(waiting, NIR), PRODUCTION) == (Reason.AUTHORITY_OF_ANOTHER_KIND,)


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({"sex": Sex.MALE}, Reason.SEX_DISAGREES),
        ({"birth_date": BirthDate(1985, 6, 15)}, Reason.BIRTH_DATE_DISAGREES),
        ({"birth_date": BirthDate(1984, 7, 15)}, Reason.BIRTH_DATE_DISAGREES),
        ({"birth_place": "59606"}, Reason.BIRTH_PLACE_DISAGREES),
        ({"birth_place": None}, Reason.TRAIT_MISSING),
    ],
)
def test_traits_that_disagree_with_the_number_are_a_doubt(
    changed: dict[str, object], doubt: Reason
) -> None:
    traits = replace(JEANNE.traits, **changed)  # type: ignore[arg-type]
    assert check_ins(Ins(JEANNE.number, traits), TEST) == (Reason.TEST_DATA, doubt)


@pytest.mark.parametrize(
    "changed",
    [{"sex": Sex.INDETERMINATE}, {"birth_place": "99999"}, {"birth_date": BirthDate(1984)}],
)
def test_what_is_not_known_does_not_disagree(changed: dict[str, object]) -> None:
    traits = replace(JEANNE.traits, **changed)  # type: ignore[arg-type]
    assert check_ins(Ins(JEANNE.number, traits), TEST) == (Reason.TEST_DATA,)
