"""RPPS, ADELI, FINESS, SIREN, SIRET: invented numbers, and those that fail on purpose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.reason import Environment, IdentityRefused, Reason
from care.identity.registers import FORMS, Register, check_number, is_number_right, parse_number

RPPS = (
    "10199900373", "10199900746", "10199901116", "10199901488", "10199901850", "10199902221",
    "10199902593", "10199902965", "10199903336", "10199903708", "10199904078", "10199904441",
)  # fmt: skip
FINESS = ("760990010", "760990028", "760990036", "590990016", "590990024", "780990016")
_LENT_FOR_TESTS = [
    (Register.RPPS, "10003461033"), (Register.RPPS, "10107582544"),
    (Register.RPPS, "10001288385"), (Register.RPPS, "01234534765"),
    (Register.FINESS, "754567860"),
]  # fmt: skip


def test_every_register_has_a_form() -> None:
    assert set(FORMS) == set(Register)


@pytest.mark.parametrize(
    ("register", "number"),
    [*((Register.RPPS, number) for number in RPPS), *((Register.FINESS, n) for n in FINESS)],
)
def test_numbers_that_pass(register: Register, number: str) -> None:
    assert check_number(register, number, Environment.PRODUCTION) == (number, ())


@pytest.mark.parametrize(("register", "number"), _LENT_FOR_TESTS)
def test_those_lent_for_tests_are_a_doubt_there_and_refused_in_production(
    register: Register, number: str
) -> None:
    assert check_number(register, number, Environment.TEST) == (number, (Reason.BAD_KEY,))
    with pytest.raises(IdentityRefused) as refused:
        check_number(register, number, Environment.PRODUCTION)
    assert refused.value.reason is Reason.BAD_KEY


def test_spaces_do_not_matter() -> None:
    assert parse_number(Register.RPPS, " 101 999 00373 ") == "10199900373"
    assert parse_number(Register.FINESS, "2a.099001 0") == "2A0990010"


@pytest.mark.parametrize("number", ["2A0990010", "2B0990011"])
def test_the_key_of_corsica_is_not_judged(number: str) -> None:
    assert check_number(Register.FINESS, number, Environment.PRODUCTION) == (number, ())


def test_the_key_of_adeli_is_not_judged() -> None:
    assert check_number(Register.ADELI, "760012345", Environment.PRODUCTION) == ("760012345", ())


def test_offices_of_the_post_have_their_own_sum() -> None:
    assert is_number_right(Register.SIREN, "356000000")
    assert is_number_right(Register.SIRET, "35600000000048")  # the seat passes the common check
    assert is_number_right(Register.SIRET, "35600000000001")  # 15: a multiple of five
    assert not is_number_right(Register.SIRET, "35600000000002")
    assert not is_number_right(Register.SIRET, "99900000000001")


@pytest.mark.parametrize(
    ("register", "text"),
    [(Register.RPPS, "1019990037"), (Register.RPPS, "1019990037A"), (Register.FINESS, "2C0990010"),
     (Register.SIRET, ""), (Register.RPPS, "１0199900373"), (Register.SIREN, "1" * 10_000)],
)  # fmt: skip
def test_another_shape_is_refused_everywhere(register: Register, text: str) -> None:
    with pytest.raises(IdentityRefused) as refused:
        check_number(register, text, Environment.TEST)
    assert refused.value.reason is Reason.MALFORMED


@given(st.sampled_from(Register), st.text(max_size=30))
def test_no_text_surprises_them(register: Register, text: str) -> None:
    try:
        number, _ = check_number(register, text, Environment.TEST)
    except IdentityRefused:
        return
    assert parse_number(register, number) == number
