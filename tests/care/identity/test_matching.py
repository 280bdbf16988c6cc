"""Evidence that two people are one: graded, explained, never acted upon."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.authority import NIA, NIR_TEST
from care.identity.birth_date import BirthDate, Closeness
from care.identity.ins import InsNumber
from care.identity.matching import Candidate, Grade, Numbers, compare_people
from care.identity.matricule import Matricule
from care.identity.traits import Sex, Trait, missing_traits
from tests.care.identity.strategies import JEANNE, any_traits, numbers

_JEANNE = JEANNE.traits
_HERS = JEANNE.number
_OTHER = InsNumber(Matricule("284067699900138"), NIR_TEST)
_WAITING = InsNumber(Matricule("885019935000227"), NIA)
candidates = st.builds(Candidate, any_traits, st.none() | numbers)


def _grade(**changed: object) -> Grade:
    return _grade_numbered(None, None, **changed)


def _grade_numbered(number: InsNumber | None, other: InsNumber | None, **changed: object) -> Grade:
    changed_traits = replace(_JEANNE, **changed)  # type: ignore[arg-type]
    return compare_people(Candidate(_JEANNE, number), Candidate(changed_traits, other)).grade


def test_the_same_traits_are_the_same_person() -> None:
    assert _grade() is Grade.SAME
    assert _grade(birth_name="Exemplé", given_names="Jeanne-Marie") is Grade.SAME


@pytest.mark.parametrize(
    "changed",
    [
        {"birth_place": None},
        {"birth_place": "99999"},
        {"birth_place": "76540"},
        {"sex": None},
        {"birth_name": "EXEMPEL"},
        {"birth_name": "EXEMPLE MODELE"},
        {"birth_name": "MODELE", "used_name": "EXEMPLE"},
        {"given_names": "JEANE"},
        {"given_names": "MARTINE", "used_given_name": "JEANNE"},
        {"birth_date": BirthDate(1984)},
        {"birth_date": BirthDate(1984, 6)},
        {"birth_date": BirthDate(1984, 6, 16)},
    ],
)
def test_one_trait_almost_right_is_probably_a_duplicate(changed: dict[str, object]) -> None:
    assert _grade(**changed) is Grade.PROBABLE_DUPLICATE


def test_a_list_cut_short_is_the_same_and_a_compound_name_nearly() -> None:
    assert _grade(given_names="JEANNE") is Grade.SAME
    assert _grade(given_names="JEANNE", first_given_name="JEANNE MARIE") is not Grade.DIFFERENT
    assert _grade(given_names="JEANNE CLAIRE") is Grade.PROBABLE_DUPLICATE


def test_two_homonyms_born_the_same_day() -> None:
    assert _grade(birth_place="59606") is Grade.HOMONYM
    assert _grade_numbered(_HERS, _OTHER) is Grade.HOMONYM
    assert _grade_numbered(_HERS, _OTHER, birth_place=None) is Grade.HOMONYM


def test_one_number_settles_unless_the_traits_cry_out() -> None:
    assert _grade_numbered(_HERS, _HERS, birth_place=None) is Grade.SAME
    assert _grade_numbered(_HERS, _HERS, birth_name="EXEMPEL") is Grade.PROBABLE_DUPLICATE
    assert _grade_numbered(_HERS, _HERS, birth_name="TOUTAUTRE") is Grade.DOUBTFUL


def test_a_number_given_while_waiting_may_have_become_another() -> None:
    assert _grade_numbered(_HERS, _WAITING) is Grade.PROBABLE_DUPLICATE


def test_a_number_with_a_wrong_key_separates_nobody() -> None:
    wrong = InsNumber(Matricule("284067635112354"), NIR_TEST)
    assert _grade_numbered(_HERS, wrong) is Grade.SAME


@pytest.mark.parametrize(
    "changed",
    [
        {"sex": Sex.MALE},
        {"birth_name": "TOUTAUTRE"},
        {"birth_date": None},
        {"birth_name": ""},
        {"birth_name": "EXEMPEL", "birth_date": BirthDate(1984, 6, 16)},
        {"birth_name": "EXEMPEL", "birth_place": "59606"},
    ],
)
def test_what_a_human_must_look_at(changed: dict[str, object]) -> None:
    assert _grade(**changed) is Grade.DOUBTFUL


@pytest.mark.parametrize(
    "changed",
    [
        {"birth_date": BirthDate(1951, 2, 3)},
        {"given_names": "PAULETTE"},
        {"birth_name": "TOUTAUTRE", "birth_place": "59606"},
        {"birth_name": "TOUTAUTRE", "given_names": "PAULETTE"},
        {"birth_name": "TOUTAUTRE", "birth_date": None},
    ],
)
def test_other_people(changed: dict[str, object]) -> None:
    assert _grade(**changed) is Grade.DIFFERENT


def test_twins_are_two_people_and_said_to_be() -> None:
    twin = replace(_JEANNE, given_names="PAULETTE")
    evidence = compare_people(Candidate(_JEANNE), Candidate(twin))
    assert (evidence.grade, evidence.may_be_twins) == (Grade.DIFFERENT, True)
    assert not compare_people(Candidate(_JEANNE), Candidate(_JEANNE)).may_be_twins


def test_the_reasons_are_given_trait_by_trait() -> None:
    other = replace(_JEANNE, birth_name="EXEMPEL", birth_place=None)
    evidence = compare_people(Candidate(_JEANNE, _HERS), Candidate(other))
    assert evidence.those(Closeness.CLOSE) == (Trait.BIRTH_NAME,)
    assert evidence.those(Closeness.UNKNOWN) == (Trait.BIRTH_PLACE,)
    assert evidence.numbers is Numbers.UNKNOWN


@given(candidates, candidates)
def test_it_does_not_matter_who_comes_first(one: Candidate, other: Candidate) -> None:
    assert compare_people(one, other) == compare_people(other, one)


@given(candidates)
def test_nobody_is_taken_for_somebody_else(one: Candidate) -> None:
    evidence = compare_people(one, one)
    assert evidence.grade not in {Grade.DIFFERENT, Grade.HOMONYM}
    assert not evidence.those(Closeness.DIFFERENT)
    if not missing_traits(one.traits) and one.number and one.traits.sex is not None:
        assert evidence.grade is Grade.SAME
