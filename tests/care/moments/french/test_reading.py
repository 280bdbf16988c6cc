"""What people write on their phone: a table of phrases, and any text on any day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from care.moments.french.model import Problem
from care.moments.french.reading import read_moment
from care.moments.model import Occurrence
from care.moments.occurrences import occurrences
from care.moments.wall import PARIS, wall_of
from tests.care.moments.french.telling import (
    NOW,
    marks_of,
    phrases,
    tell_all,
    understood,
)

TABLE = list(phrases())
_FROM, _TO = (datetime.fromisoformat(day) for day in ("2020-01-01", "2040-01-01"))
_PARIS = ZoneInfo(PARIS)
NIGHTS = [
    datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    *(datetime(2026, 10, 25, hour, minute, tzinfo=UTC) for hour in (0, 1) for minute in (0, 40)),
    datetime(2026, 10, 24, 23, 59, 30, tzinfo=UTC),
]
instants = st.datetimes(_FROM, _TO, timezones=st.just(UTC)) | st.sampled_from(NIGHTS)
words = sorted({word for phrase, *_ in TABLE for word in phrase.split()})
sentences = st.lists(st.sampled_from(words), max_size=9).map(" ".join)
known = st.sampled_from([phrase for phrase, *_ in TABLE])


def test_the_table_is_long_enough() -> None:
    assert len({phrase for phrase, *_ in TABLE}) >= 120


@pytest.mark.parametrize(("phrase", "rest", "meanings", "marks"), TABLE, ids=[p for p, *_ in TABLE])
def test_phrase(phrase: str, rest: str, meanings: str, marks: str) -> None:
    reading = read_moment(phrase, NOW)
    assert (reading.text, tell_all(reading), marks_of(reading)) == (rest, meanings, marks)


@pytest.mark.parametrize("phrase", [p for p, *_ in TABLE])
def test_capitals_spaces_and_other_apostrophes_change_nothing(phrase: str) -> None:
    plain = understood(phrase)
    shouted = phrase.upper().replace("DR ", "Dr ").replace("M. JEUDY", "M. Jeudy")
    assert understood(shouted) == plain
    assert understood("  " + phrase.replace(" ", "  ").replace("’", "'") + "\n") == plain


def check_ahead(text: str, now: datetime) -> None:
    """Nothing in it is over."""
    reading = read_moment(text, now)
    today = wall_of(now, PARIS).date()
    for meaning in reading.meanings:
        first = next(occurrences(meaning.schedule))
        assert isinstance(first, Occurrence)
        if first.at is None:
            assert first.day >= today
        else:
            assert first.instant >= now
        assert first.day == meaning.schedule.day
    if len(reading.meanings) > 1:
        assert reading.doubts or reading.problem is Problem.PAST
        assert len({meaning.schedule for meaning in reading.meanings}) == len(reading.meanings)


@settings(deadline=None, max_examples=400)
@given(known, instants)
@example("dans 10 min", datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
@example("dans une heure", datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
@example("2h30", datetime(2026, 3, 28, 23, 0, tzinfo=UTC))
@example("2h30", datetime(2026, 10, 25, 0, 31, tzinfo=UTC))
def test_what_is_known_is_never_in_the_past(text: str, now: datetime) -> None:
    check_ahead(text, now)


@settings(deadline=None, max_examples=600)
@given(sentences | st.text(max_size=60), instants)
def test_any_text_on_any_day(text: str, now: datetime) -> None:
    check_ahead(text, now)


@settings(deadline=None, max_examples=200)
@given(sentences, st.sampled_from(["America/Guadeloupe", "Indian/Reunion"]), instants)
def test_elsewhere_in_france(text: str, zone: str, now: datetime) -> None:
    for meaning in read_moment(text, now, zone).meanings:
        first = next(occurrences(meaning.schedule))
        assert first.late_from >= now


@settings(deadline=None)
@given(instants, st.integers(1, 300))
def test_a_delay_is_exact_to_the_minute_on_any_night(now: datetime, minutes: int) -> None:
    (meaning,) = read_moment(f"dans {minutes} min", now).meanings
    wait = next(occurrences(meaning.schedule)).instant - now
    assert timedelta(minutes=minutes) <= wait < timedelta(minutes=minutes + 1)


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 23), st.integers(0, 59))
def test_any_date_and_hour_written_out(day: date, hour: int, minute: int) -> None:
    now = datetime.combine(day - timedelta(days=3), time(12), _PARIS)
    for text in (
        f"{day:%d/%m/%Y} à {hour}h{minute:02d}",
        f"{day.isoformat()} {hour:02d}:{minute:02d}",
    ):
        (meaning,) = read_moment(text, now).meanings
        assert (meaning.schedule.day, meaning.schedule.times) == (day, (time(hour, minute),))


def test_long_texts_are_kept_whole() -> None:
    text = "demain " + "compte rendu " * 500
    reading = read_moment(text, NOW)
    assert tell_all(reading) == "2026-11-27"
    assert reading.text.split() == text.split()[1:]


def test_the_words_that_told_it_are_said_back() -> None:
    (meaning,) = read_moment("retrait pansement vendredi à 8h15 @Paul", NOW).meanings
    assert meaning.said == ("vendredi", "à 8h15")
    assert read_moment("vendredi", NOW).is_certain
    assert not read_moment("jeudi", NOW).is_certain
    assert not read_moment("rien", NOW).is_certain
