"""What looks like an INS in a message, and what only looks like a number."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.detection import Likeness, find_ins_like, mask_ins_like
from care.identity.matricule import Matricule, render_matricule
from tests.care.identity.strategies import matricules


@pytest.mark.parametrize(
    "written",
    [
        "284067635112353",
        "2 84 06 76 351 123 53",
        "2.84.06.76.351.123.53",
        "2 84 06 76 351 123 / 53",
        "2\u00a084\u202f06 76 351 123 53",
        "2840676351123 53",
        "28 40 67 63 51 12 35 3",
        "170032a00401789",
        "8 85 01 99 350 002 27",
    ],
)
def test_numbers_with_a_right_key(written: str) -> None:
    (found,) = find_ins_like(f"Mme E., n° {written}, sortie jeudi")
    assert found.likeness is Likeness.KEY_VALID
    assert mask_ins_like(f"n° {written}, sortie") == "n° •••, sortie"


@pytest.mark.parametrize(
    "written", ["284067635112354", "2 84 06 76 351 123 54", "2 84 06 76 351 123"]
)
def test_numbers_that_are_only_shaped_like_one(written: str) -> None:
    assert [found.likeness for found in find_ins_like(f"({written})")] == [Likeness.SHAPED]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Le pansement de jeudi 4/12 à 8 h 15",
        "Secrétariat 02 35 00 00 00, urgences 06 00 00 00 02",
        "RPPS 10199900373, FINESS 760990010",
        "SIRET 356 000 000 00048",
        "IBAN FR76 3000 6000 0112 3456 7890 189",
        "code-barres 3400935955838",
        "carte 4970 1012 3456 7890",
        "284067635112353000",
        "A284067635112353",
        "999999999999999",
        "284130035112353",
    ],
)
def test_other_numbers_worry_nobody(text: str) -> None:
    assert find_ins_like(text) == ()
    assert mask_ins_like(text) == text


def test_several_in_one_message_are_all_found_in_order() -> None:
    text = "Mme A 284067635112353 et M. B 1 55 03 59 606 042 89 puis 155035960604288"
    found = find_ins_like(text)
    assert [one.likeness for one in found] == [
        Likeness.KEY_VALID, Likeness.KEY_VALID, Likeness.SHAPED,
    ]  # fmt: skip
    assert mask_ins_like(text) == "Mme A ••• et M. B ••• puis •••"


@given(matricules, st.text("abc ,;:\n", max_size=20), st.text("abc ,;:\n", max_size=20))
def test_any_number_is_found_wherever_it_stands(
    matricule: Matricule, before: str, after: str
) -> None:
    if matricule.birth_place.endswith("000") or matricule.birth_place.startswith("00"):
        return
    for written in (matricule.text, render_matricule(matricule)):
        text = f"{before} {written} {after}"
        assert any(
            one.likeness is Likeness.KEY_VALID and written in text[one.start : one.end + 1]
            for one in find_ins_like(text)
        )
        assert written not in mask_ins_like(text)


@given(st.text(max_size=200))
def test_no_text_surprises_it(text: str) -> None:
    found = find_ins_like(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text("0123456789 .-2AB", max_size=200))
def test_what_was_masked_is_not_found_again(text: str) -> None:
    assert mask_ins_like(text).count("•••") >= len(find_ins_like(text))


def test_a_long_hostile_message_costs_little() -> None:
    begun = time.perf_counter()
    find_ins_like("2 8 " * 20_000 + "1" * 20_000)
    assert time.perf_counter() - begun < 30  # seconds become hours where a pattern looks back
