"""Matricules as they are written, with their keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.matricule import Matricule, matricule_key, parse_matricule, render_matricule
from care.identity.reason import IdentityRefused, Reason
from tests.care.identity.strategies import SYNTHETIC, bodies, matricules

_VALID = [
    ("279035121518989", "F", 79, 3, "51215"),
    ("284067635112353", "F", 84, 6, "76351"),
    ("155035960604289", "M", 55, 3, "59606"),
    ("142095960610184", "M", 42, 9, "59606"),
    ("235127635107774", "F", 35, 12, "76351"),
    ("170032A00401789", "M", 70, 3, "2A004"),
    ("263072B03301887", "F", 63, 7, "2B033"),
    ("212016204100706", "F", 12, 1, "62041"),
    ("885019935000227", "F", 85, 1, "99350"),
    ("790019910000158", "M", 90, 1, "99100"),
]


@pytest.mark.parametrize(("text", "sex", "year", "month", "place"), _VALID)
def test_a_number_tells_sex_birth_and_place(
    text: str, sex: str, year: int, month: int, place: str
) -> None:
    found = parse_matricule(text)
    assert found.is_key_right
    assert found.doubts == ()
    assert (found.sex, found.year, found.month, found.birth_place) == (sex, year, month, place)


@pytest.mark.parametrize("text", SYNTHETIC)
def test_the_numbers_of_our_own_examples_are_right(text: str) -> None:
    assert parse_matricule(text).is_key_right


@pytest.mark.parametrize(
    "text", ["123456789012244", "246037433000291", "288091234567823", "194052203228988"]
)
def test_a_wrong_key_is_a_doubt(text: str) -> None:
    assert Reason.BAD_KEY in parse_matricule(text).doubts


def test_those_who_wait_for_a_number_are_told_apart() -> None:
    assert parse_matricule("885019935000227").is_waiting
    assert not parse_matricule("284067635112353").is_waiting


@pytest.mark.parametrize("month", ["20", "42", "50", "99"])
def test_unknown_months_are_accepted(month: str) -> None:
    body = f"284{month}76351123"
    found = Matricule(body + matricule_key(body))
    assert found.month is None
    assert found.doubts == ()


@pytest.mark.parametrize("month", ["00", "13", "43"])
def test_months_that_nobody_gives_are_a_doubt_only(month: str) -> None:
    body = f"284{month}76351123"
    assert Matricule(body + matricule_key(body)).doubts == (Reason.UNUSUAL_MONTH,)


@pytest.mark.parametrize(
    "text",
    ["", "2840676351123", "28406763511235", "2840676351123530", "084067635112353",
     "28406763511235A", "170032C00401789", "1700312A0401789", "２84067635112353", "2" * 10_000],
)  # fmt: skip
def test_another_shape_is_refused(text: str) -> None:
    with pytest.raises(IdentityRefused):
        parse_matricule(text)


@given(matricules)
def test_spaces_dots_and_case_do_not_matter(matricule: Matricule) -> None:
    assert parse_matricule(render_matricule(matricule)) == matricule
    assert parse_matricule(f" {'.'.join(matricule.text.lower())} ") == matricule


@given(bodies)
def test_the_key_makes_the_whole_a_multiple_of_97(body: str) -> None:
    key = int(matricule_key(body))
    number = int(body.replace("2A", "19").replace("2B", "18")) if not body.isdigit() else int(body)
    assert 1 <= key <= 97
    assert (number + key) % 97 == 0


@given(matricules, st.integers(0, 12), st.integers(1, 9))
def test_any_digit_typed_wrong_is_seen(matricule: Matricule, place: int, by: int) -> None:
    digit = matricule.text[place]
    if digit.isdigit():
        wrong = str((int(digit) + by) % 10)
        text = matricule.text[:place] + wrong + matricule.text[place + 1 :]
        try:
            assert not parse_matricule(text).is_key_right
        except IdentityRefused:
            assert place in {0, 5, 6}  # no such first digit, no such département


@given(st.text(max_size=40))
def test_no_text_surprises_it(text: str) -> None:
    try:
        found = parse_matricule(text)
    except IdentityRefused:
        return
    assert len(found.text) == 15


def test_it_is_not_shown_by_accident() -> None:
    assert "284" not in repr(parse_matricule("284067635112353"))
