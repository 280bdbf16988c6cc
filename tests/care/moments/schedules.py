"""Schedules of any kind that people can say, for property tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from hypothesis import strategies as st

from care.moments.model import Frequency, Repeat, Schedule
from care.moments.wall import PARIS

days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
hours = st.lists(minutes, unique=True, max_size=4).map(lambda found: tuple(sorted(found)))
_interval = st.integers(1, 6)
_weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found)))
_bounds = st.fixed_dictionaries(
    {},
    optional={
        "until": days,
        "count": st.integers(1, 60),
        "but": st.lists(days, max_size=3).map(tuple),
    },
)
_kinds = st.one_of(
    st.builds(Repeat, st.just(Frequency.DAILY), _interval),
    st.builds(Repeat, st.just(Frequency.WEEKLY), _interval, weekdays=_weekdays),
    st.builds(
        Repeat,
        st.just(Frequency.MONTHLY),
        _interval,
        month_day=st.integers(1, 31) | st.just(-1),
    ),
    st.builds(
        Repeat,
        st.just(Frequency.MONTHLY),
        _interval,
        weekdays=st.integers(0, 6).map(lambda day: (day,)),
        position=st.sampled_from([1, 2, 3, 4, -1]),
    ),
    st.builds(
        Repeat,
        st.just(Frequency.YEARLY),
        st.just(1),
        month_day=st.integers(1, 29),
        month=st.integers(1, 12),
    ),
)


@st.composite
def _bounded(draw: st.DrawFn) -> Repeat:
    return replace(draw(_kinds), **draw(_bounds))


repeats = _bounded()
schedules = st.builds(
    Schedule, days, hours, st.just(PARIS), st.none() | repeats, st.none() | minutes
)
