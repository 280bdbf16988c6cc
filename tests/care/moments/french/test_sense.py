"""Days and hours that are still to come."""

from __future__ import annotations

from datetime import date, time

from care.moments.french.model import Doubt, Guess
from care.moments.french.sense import Sense, is_ahead, on_day
from care.moments.french.told import HoursTold, Told
from care.moments.model import Schedule
from care.moments.wall import PARIS
from tests.care.moments.french.telling import NOW, understood

TODAY = date(2026, 11, 26)
TOLD = Told(NOW, TODAY, PARIS)


def test_hours_that_are_over_are_left_out() -> None:
    both = HoursTold(minutes=(480, 1200))
    assert on_day(TOLD, TODAY, both) == Schedule(TODAY, (time(20),))
    assert on_day(TOLD, TODAY, HoursTold(minutes=(480,))) is None
    assert on_day(TOLD, date(2026, 11, 25), HoursTold()) is None
    assert on_day(TOLD, TODAY, HoursTold()) == Schedule(TODAY)
    assert is_ahead(TOLD, TODAY, time(10))
    assert not is_ahead(TOLD, TODAY, time(9, 59))


def test_midnight_is_the_end_of_the_day() -> None:
    assert on_day(TOLD, TODAY, HoursTold(minutes=(1440,))) == Schedule(
        date(2026, 11, 27), (time(),)
    )


def test_until_midnight() -> None:
    assert understood("demain 20h et minuit") == (
        "2026-11-27 00:00,20:00 from 20:00 FREQ=DAILY;COUNT=2"
    )


def test_a_guessed_hour_moves_within_its_part_of_the_day() -> None:
    morning = HoursTold(minutes=(480,), ends=720, guesses=frozenset({Guess.HOUR}))
    assert on_day(TOLD, TODAY, morning) == Schedule(TODAY, (time(11),))


def test_doubts_add_up() -> None:
    sense = Sense(Schedule(TODAY), ()).doubting(Doubt.IDIOM).doubting(Doubt.SEVERAL)
    assert sense.doubts == {Doubt.IDIOM, Doubt.SEVERAL}
