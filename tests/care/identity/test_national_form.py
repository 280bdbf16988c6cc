"""National forms: the digit before a number says what it is."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.national_form import (
    PersonForm,
    PersonNumber,
    StructureForm,
    StructureNumber,
    parse_person,
    parse_structure,
    render_person,
    render_structure,
)
from care.identity.reason import IdentityRefused


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (PersonNumber(PersonForm.RPPS, "10199900373"), "810199900373"),
        (PersonNumber(PersonForm.ADELI, "760012345"), "0760012345"),
        (PersonNumber(PersonForm.IN_FINESS, "760990010", "1234"), "3760990010/1234"),
        (PersonNumber(PersonForm.IN_SIREN, "356000000", "a/7"), "4356000000/a/7"),
        (PersonNumber(PersonForm.IN_SIRET, "35600000000048", "12"), "535600000000048/12"),
        (PersonNumber(PersonForm.IN_RPPS_PRACTICE, "10199900373", "2"), "610199900373/2"),
        (PersonNumber(PersonForm.IN_ADELI_PRACTICE, "760012345", "2"), "1760012345/2"),
    ],
)
def test_people(number: PersonNumber, text: str) -> None:
    assert render_person(number) == text
    assert parse_person(f" {text} ") == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (StructureNumber(StructureForm.FINESS, "760990010"), "1760990010"),
        (StructureNumber(StructureForm.FINESS, "2A0990010"), "12A0990010"),
        (StructureNumber(StructureForm.SIREN, "356000000"), "2356000000"),
        (StructureNumber(StructureForm.SIRET, "35600000000048"), "335600000000048"),
        (StructureNumber(StructureForm.RPPS_RANK, "1019990037301"), "41019990037301"),
        (StructureNumber(StructureForm.ADELI_PRACTICE, "760012345"), "0760012345"),
        (StructureNumber(StructureForm.TECHNICAL, "R10000000123"), "R10000000123"),
    ],
)
def test_structures(number: StructureNumber, text: str) -> None:
    assert render_structure(number) == text
    assert parse_structure(f" {text} ") == number


@pytest.mark.parametrize(
    "text", ["", "8", "810199900373/1", "3760990010", "3760990010/", "9123", "8 10199900373"]
)
def test_what_is_no_person(text: str) -> None:
    with pytest.raises(IdentityRefused):
        parse_person(text)


@pytest.mark.parametrize("text", ["", "  ", "a\nb", "x" * 100])
def test_what_is_no_structure(text: str) -> None:
    with pytest.raises(IdentityRefused):
        parse_structure(text)


@given(st.text(max_size=30))
def test_what_is_read_is_written_back(text: str) -> None:
    with suppress(IdentityRefused):
        assert render_person(parse_person(text)) == text.strip()
    with suppress(IdentityRefused):
        assert render_structure(parse_structure(text)) == text.strip()
