"""Dates of birth as sources write them, whole or not, and ages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.birth_date import (
    Age,
    BirthDate,
    Closeness,
    age_on,
    compare_birth_dates,
    parse_birth_date,
)
from care.identity.reason import IdentityRefused, Reason
from tests.care.identity.strategies import birth_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/03/1948", BirthDate(1948, 3, 12)),
        ("1/3/1948", BirthDate(1948, 3, 1)),
        ("12-03-1948", BirthDate(1948, 3, 12)),
        ("12 03 1948", BirthDate(1948, 3, 12)),
        ("1948-03-12", BirthDate(1948, 3, 12)),
        ("19480312", BirthDate(1948, 3, 12)),
        ("03/1948", BirthDate(1948, 3)),
        ("1948-03", BirthDate(1948, 3)),
        ("1948", BirthDate(1948)),
        ("00/00/1948", BirthDate(1948)),
        ("00/03/1948", BirthDate(1948, 3)),
        ("12/00/1948", BirthDate(1948)),
        ("29/02/2024", BirthDate(2024, 2, 29)),
    ],
)
def test_dates_as_they_are_written(text: str, expected: BirthDate) -> None:
    assert parse_birth_date(text) == expected


@pytest.mark.parametrize(
    "text", ["", "hier", "31/02/1948", "29/02/2023", "12/13/1948", "1/1/48", "0000", "99999999"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(IdentityRefused) as refused:
        parse_birth_date(text)
    assert refused.value.reason is Reason.NO_SUCH_DATE


def test_a_day_without_a_month_is_no_date() -> None:
    with pytest.raises(IdentityRefused):
        BirthDate(1948, None, 3)


def test_what_is_unknown_is_written_by_convention() -> None:
    assert BirthDate(1948, 3).conventional == date(1948, 3, 1)
    assert BirthDate(1948).conventional == date(1948, 12, 31)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("12/03/1948", "12/03/1948", Closeness.EQUAL),
        ("12/03/1948", "1948", Closeness.CLOSE),
        ("12/03/1948", "31/12/1948", Closeness.CLOSE),
        ("12/03/1948", "03/1948", Closeness.CLOSE),
        ("12/03/1948", "01/03/1948", Closeness.CLOSE),
        ("12/03/1948", "03/12/1948", Closeness.CLOSE),
        ("12/03/1948", "12/03/1958", Closeness.CLOSE),
        ("12/03/1948", "04/1948", Closeness.DIFFERENT),
        ("12/03/1948", "1949", Closeness.DIFFERENT),
        ("12/03/1948", "25/07/1948", Closeness.DIFFERENT),
    ],
)
def test_how_close_two_dates_are(one: str, other: str, expected: Closeness) -> None:
    first, second = parse_birth_date(one), parse_birth_date(other)
    assert compare_birth_dates(first, second) is expected
    assert compare_birth_dates(second, first) is expected


@pytest.mark.parametrize(
    ("born", "day", "expected"),
    [
        (BirthDate(1948, 3, 12), date(2026, 3, 11), Age(77, 11, is_exact=True)),
        (BirthDate(1948, 3, 12), date(2026, 3, 12), Age(78, 0, is_exact=True)),
        (BirthDate(2026, 1, 31), date(2026, 3, 1), Age(0, 1, is_exact=True)),
        (BirthDate(2008, 2, 29), date(2026, 2, 28), Age(17, 11, is_exact=True)),
        (BirthDate(2008, 2, 29), date(2026, 3, 1), Age(18, 0, is_exact=True)),
        (BirthDate(1948), date(2026, 11, 23), Age(77, 10, is_exact=False)),
        (BirthDate(1948, 11), date(2026, 11, 23), Age(77, 11, is_exact=False)),
        (BirthDate(2026), date(2026, 2, 1), Age(0, 0, is_exact=False)),
        (BirthDate(2026, 2, 1), date(2026, 2, 1), Age(0, 0, is_exact=True)),
    ],
)
def test_ages(born: BirthDate, day: date, expected: Age) -> None:
    assert age_on(born, day) == expected


def test_nobody_has_an_age_before_being_born() -> None:
    with pytest.raises(IdentityRefused) as refused:
        age_on(BirthDate(2026, 3, 12), date(2026, 3, 11))
    assert refused.value.reason is Reason.NOT_BORN_YET


@given(birth_dates, st.integers(0, 40_000))
def test_an_age_never_shrinks(born: BirthDate, days: int) -> None:
    day = born.conventional + timedelta(days)
    age, older = age_on(born, day), age_on(born, day + timedelta(1))
    assert 0 <= age.months < 12
    assert (age.years, age.months) <= (older.years, older.months)


@given(birth_dates)
def test_a_written_date_is_read_back(born: BirthDate) -> None:
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%Y%m%d"):
        assert parse_birth_date(born.conventional.strftime(form)) == born


@given(st.text("0123456789/-. ", max_size=12))
def test_no_text_surprises_it(text: str) -> None:
    try:
        assert parse_birth_date(text).year >= 1800
    except IdentityRefused as refused:
        assert refused.reason is Reason.NO_SUCH_DATE
