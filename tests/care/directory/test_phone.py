"""Telephone numbers, as published in many ways, dialled in one."""

from __future__ import annotations

import pytest

from care.directory.phone import parse_phone, read_phone, show_phone


@pytest.mark.parametrize(
    "published",
    ["0261910001", "02 61 91 00 01", "02.61.91.00.01", "+33261910001", "+33 (0)2 61 91 00 01",
     "0033261910001", "261910001"],
)  # fmt: skip
def test_every_way_of_writing_is_one_number(published: str) -> None:
    assert parse_phone(published) == "+33261910001"


@pytest.mark.parametrize("published", ["", "15", "0012345", "+44 20 7946 0000", "n/a"])
def test_what_is_not_french_is_left_alone(published: str) -> None:
    assert parse_phone(published) is None


def test_numbers_are_shown_two_by_two() -> None:
    assert show_phone("+33261910001") == "02\u00a061\u00a091\u00a000\u00a001"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("06 39 98 00 01", "+33639980001"),
        ("06.39.98.00.01.", "+33639980001"),
        ("+33 (0)6 39 98 00 01", "+33639980001"),
        ("00 33 6 39 98 00 01", "+33639980001"),
        ("+32 2 555 12 12", "+3225551212"),
        ("+262 262 12 34 56", "+262262123456"),
        ("06 39 98", None),
        ("15", None),
        ("12345678901234567890", None),
        ("le portable 06 39 98 00 01", None),
        ("", None),
    ],
)
def test_what_someone_types_is_a_number_or_not(typed: str, number: str | None) -> None:
    assert read_phone(typed) == number


def test_a_number_from_elsewhere_keeps_its_country() -> None:
    assert show_phone("+3225551212").startswith("+32\u00a02")
