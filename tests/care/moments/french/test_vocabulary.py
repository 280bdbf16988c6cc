"""The words of time: each is read, and read as what it says."""

from __future__ import annotations

import pytest

from care.moments.french.vocabulary import (
    MONTHS,
    NUMBERS,
    PARTS,
    SHORT_WEEKDAYS,
    TIMES_A_DAY,
    WEEKDAYS,
    minutes_of,
    month_of,
    number_of,
    part_of,
    pattern_of,
    weekday_of,
)


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        *(("8h", 480), ("8h15", 495), ("8 h 15", 495), ("08:15", 495), ("8 heures 15", 495)),
        *(("8 heures et demie", 510), ("9h moins le quart", 525), ("9h moins dix", 530)),
        *(("midi et demi", 750), ("minuit", 1440), ("0h30", 30), ("8hrs", 480)),
    ],
)
def test_hours(said: str, minutes: int) -> None:
    match = pattern_of("CLOCK").fullmatch(said)
    assert match or said == "minuit"
    assert minutes_of(said) == minutes


@pytest.mark.parametrize(
    "said", ["8", "24h", "25h", "8h75", "8hab", "1/8h", "8h/24", "18:5", "3,8h", "8:00:00", "h8"]
)
def test_no_hours(said: str) -> None:
    assert pattern_of("CLOCK").fullmatch(said) is None


def test_weekdays_months_and_numbers() -> None:
    for rank, (day, short) in enumerate(zip(WEEKDAYS, SHORT_WEEKDAYS, strict=True)):
        assert weekday_of(day) == weekday_of(f"{day}s") == weekday_of(f"{short}.") == rank
    assert {month_of(name) for name in MONTHS} == set(range(1, 13))
    assert month_of("dec.") == 12
    assert all(number_of(name) == value for name, value in NUMBERS.items())
    assert number_of("12") == 12


def test_parts_of_the_day_fit_the_day() -> None:
    for name in PARTS:
        start, end = part_of(name)
        assert 0 <= start < end <= 1440
        assert pattern_of("PART").fullmatch(name.replace("-", " "))
        assert part_of(name.replace("apres-midi", "apres midi")) == (start, end)
    assert all(len(at) == count for count, at in TIMES_A_DAY.items())


def test_whole_words_only() -> None:
    assert pattern_of("demain").search("lendemain") is None
    assert pattern_of("MONTH").search("maison") is None
    assert pattern_of("WEEKDAY").search("mer calme") is None
    assert pattern_of("WEEKDAY").search("mer 3").group() == "mer"  # type: ignore[union-attr]
