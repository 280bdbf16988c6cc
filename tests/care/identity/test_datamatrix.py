"""The INS datamatrix, as printed, as scanners mangle it, and as enemies write it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.authority import NIR
from care.identity.datamatrix import is_datamatrix, parse_datamatrix, render_datamatrix
from care.identity.ins import Ins, InsNumber
from care.identity.reason import IdentityRefused, Reason
from care.identity.traits import Traits
from tests.care.identity.strategies import JEANNE, numbers, whole_traits

_GS = "\x1d"
PRINTED = (
    "IS010000000000000000000000"
    "S1284067635112353"
    "S21.2.250.1.213.1.4.10"
    f"S3JEANNE MARIE{_GS}"
    f"S4EXEMPLE{_GS}"
    "S5F"
    "S615-06-1984"
    "S776351"
)


def test_the_value_of_the_format_is_read_and_written() -> None:
    assert parse_datamatrix(PRINTED) == JEANNE
    assert render_datamatrix(JEANNE) == PRINTED


def test_a_shorter_oid_is_followed_by_a_separator() -> None:
    real = Ins(InsNumber(JEANNE.number.matricule, NIR), JEANNE.traits)
    assert f"S21.2.250.1.213.1.4.8{_GS}S3" in render_datamatrix(real)
    assert parse_datamatrix(render_datamatrix(real)) == real


@pytest.mark.parametrize("written", ["", "<GS>", "␝", "{GS}", "\\x1D", "^]", " ", "\n"])
def test_separators_are_read_however_a_scanner_writes_them(written: str) -> None:
    assert parse_datamatrix(PRINTED.replace(_GS, written)) == JEANNE


@pytest.mark.parametrize("around", ["]d2{}", " {}\n", "{}\x1d"])
def test_what_scanners_add_around_is_left_out(around: str) -> None:
    assert parse_datamatrix(around.format(PRINTED)) == JEANNE


def test_without_separators_a_name_may_end_with_the_letter_of_the_tags() -> None:
    names = replace(JEANNE.traits, given_names="MARIE AGNES", birth_name="LESS")
    text = render_datamatrix(Ins(JEANNE.number, names)).replace(_GS, "")
    assert parse_datamatrix(text).traits == names


def test_the_place_of_birth_may_be_absent() -> None:
    nowhere = Ins(JEANNE.number, replace(JEANNE.traits, birth_place=None))
    assert parse_datamatrix(PRINTED.removesuffix("S776351")) == nowhere
    assert parse_datamatrix(render_datamatrix(nowhere)) == nowhere


def test_names_of_the_greatest_length_need_no_separator() -> None:
    longest = replace(JEANNE.traits, given_names="A" * 100, birth_name="B" * 100)
    text = render_datamatrix(Ins(JEANNE.number, longest))
    assert _GS not in text
    assert parse_datamatrix(text).traits == longest
    with pytest.raises(IdentityRefused) as refused:
        render_datamatrix(Ins(JEANNE.number, replace(longest, birth_name="B" * 101)))
    assert refused.value.reason is Reason.TOO_LONG


@given(numbers, whole_traits)
def test_what_is_written_is_read_back(number: InsNumber, traits: Traits) -> None:
    ins = Ins(number, traits)
    text = render_datamatrix(ins)
    assert parse_datamatrix(text) == ins
    assert parse_datamatrix(text.replace(_GS, "")) == ins


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.NOT_A_DATAMATRIX),
        ("nouveau cercle", Reason.NOT_A_DATAMATRIX),
        (PRINTED.replace("IS01", "IS02"), Reason.UNKNOWN_VERSION),
        (PRINTED.replace("S5F", ""), Reason.TRAIT_MISSING),
        (PRINTED.replace("S5F", "S5X"), Reason.NOT_A_DATAMATRIX),
        (PRINTED.replace("S5F", "S5FS5M"), Reason.NOT_A_DATAMATRIX),
        (PRINTED.replace("15-06-1984", "31-02-1984"), Reason.NO_SUCH_DATE),
        (PRINTED.replace("4.10", "4.77"), Reason.UNKNOWN_AUTHORITY),
        (PRINTED.replace("284067635112353", "000000000000000"), Reason.MALFORMED),
        (PRINTED.replace("EXEMPLE", "EXE\x00MPLE"), Reason.NOT_A_DATAMATRIX),
        (PRINTED.replace("EXEMPLE", "  "), Reason.TRAIT_MISSING),
        (PRINTED + "S8X", Reason.NOT_A_DATAMATRIX),
        (PRINTED + " " * 1_000_000, Reason.TOO_LONG),
        ("IS01" + "0" * 22 + "S3" + "S" * 370, Reason.NOT_A_DATAMATRIX),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_its_reason(text: str, reason: Reason) -> None:
    with pytest.raises(IdentityRefused) as refused:
        parse_datamatrix(text)
    assert refused.value.reason is reason


@given(st.text(max_size=300))
def test_no_text_surprises_it(text: str) -> None:
    for hostile in (text, PRINTED[:26] + text, PRINTED.replace("EXEMPLE", text[:80])):
        try:
            parse_datamatrix(hostile)
        except IdentityRefused:
            continue


@given(st.integers(0, len(PRINTED) - 1), st.characters())
def test_no_altered_character_surprises_it(place: int, letter: str) -> None:
    try:
        parse_datamatrix(PRINTED[:place] + letter + PRINTED[place + 1 :])
    except IdentityRefused as refused:
        assert "284067635112353" not in str(refused)


def test_one_that_lacks_a_trait_is_not_written() -> None:
    for traits in (replace(JEANNE.traits, sex=None), replace(JEANNE.traits, birth_name="é")):
        with pytest.raises(IdentityRefused):
            render_datamatrix(Ins(JEANNE.number, traits))


def test_it_is_recognised_before_it_is_read() -> None:
    assert is_datamatrix(PRINTED)
    assert is_datamatrix("]d2" + PRINTED)
    assert not is_datamatrix("IS01 bonjour")
