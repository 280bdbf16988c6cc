"""Timers are rows: one per key, sealed, taken away by the unit that does them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.errors import PermanentFailure
from care.runtime.tables import TIMERS
from care.runtime.timers import (
    MOST_ATTEMPTS,
    Timer,
    cancel_timer,
    load_due,
    next_due,
    postpone_timer,
    set_timer,
    take_timer,
)
from care.runtime.units import Units

_LIAISON, _OTHER = "@liaison:cpts.example", "@autre:cpts.example"
_OWNERS = [_LIAISON, _OTHER]


def _set(units: Units, key: str, due_at: datetime, *, owner: str = _LIAISON, **data: str) -> None:
    with units.unit(f"$set-{key}-{due_at}") as work:
        set_timer(work, owner, key, due_at, data)


def _due(units: Units, owners: list[str] = _OWNERS, limit: int = 100) -> list[str]:
    with units.database.begin() as connection:
        return [timer.key for timer in load_due(connection, owners, units.clock.now(), limit)]


def _next(units: Units) -> datetime | None:
    with units.database.begin() as connection:
        return next_due(connection, _OWNERS)


def test_due_at_its_hour_and_not_before(units: Units, clock: ManualClock) -> None:
    later = clock.now() + timedelta(minutes=10)
    _set(units, "pansement", later)
    assert (_due(units), _next(units)) == ([], later)
    clock.advance(timedelta(minutes=10) - timedelta(microseconds=1))
    assert _due(units) == []
    clock.advance(timedelta(microseconds=1))
    assert _due(units) == ["pansement"]


def test_the_longest_due_first_and_each_owner_their_own(units: Units, clock: ManualClock) -> None:
    now = clock.now()
    for minutes, owner in ((3, _LIAISON), (1, _OTHER), (2, _LIAISON), (5, _OTHER)):
        _set(units, f"k{minutes}", now - timedelta(minutes=minutes), owner=owner)
    assert _due(units) == ["k5", "k3", "k2", "k1"]
    assert _due(units, limit=2) == ["k5", "k3"]
    assert _due(units, [_OTHER]) == ["k5", "k1"]
    assert _due(units, []) == []


def test_set_anew_it_is_one_timer_with_the_new_hour_and_data(
    units: Units, clock: ManualClock
) -> None:
    first = Timer(_LIAISON, "k", clock.now())
    _set(units, "k", first.due_at, texte="avant")
    _set(units, "k", first.due_at + timedelta(hours=1), texte="après")
    assert _due(units) == []
    clock.advance(timedelta(hours=1))
    with units.unit("$do") as work:
        assert take_timer(work, first) is None
        (timer,) = load_due(work.connection, _OWNERS, work.now)
        taken = take_timer(work, timer)
        assert taken is not None
        assert taken.data == {"texte": "après"}
        assert take_timer(work, timer) is None
    assert _next(units) is None


def test_cancelled_it_is_never_due(units: Units, clock: ManualClock) -> None:
    _set(units, "k", clock.now())
    with units.unit("$cancel") as work:
        assert cancel_timer(work, _LIAISON, "k")
        assert not cancel_timer(work, _LIAISON, "k")
        assert not cancel_timer(work, _OTHER, "k")
    assert _due(units) == []


def test_a_unit_that_fails_takes_nothing(units: Units, clock: ManualClock) -> None:
    _set(units, "k", clock.now())
    with pytest.raises(ZeroDivisionError), units.unit("$do") as work:
        take_timer(work, Timer(_LIAISON, "k", clock.now()))
        raise ZeroDivisionError
    assert _due(units) == ["k"]


def test_what_fails_is_tried_later_and_later_then_kept_for_the_operator(
    units: Units, clock: ManualClock
) -> None:
    _set(units, "k", clock.now())
    pauses = []
    for attempt in range(MOST_ATTEMPTS):
        with units.database.begin() as connection:
            (timer,) = load_due(connection, _OWNERS, clock.now())
            assert timer.attempts == attempt
            is_kept = postpone_timer(connection, timer, clock.now())
        assert is_kept is (attempt < MOST_ATTEMPTS - 1)
        again = _next(units)
        if again is not None:
            pauses.append(again - clock.now())
            clock.advance(pauses[-1])
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(seconds=30), timedelta(hours=1))
    clock.advance(timedelta(days=365))
    assert _due(units) == []
    with units.database.begin() as connection:
        kept = connection.execute(select(TIMERS.c.key, TIMERS.c.attempts)).one()
    assert tuple(kept) == ("k", MOST_ATTEMPTS)
    _set(units, "k", clock.now())
    assert _due(units) == ["k"]


def test_what_it_is_for_is_sealed_and_a_damaged_one_costs_only_itself(
    units: Units, database: Database, clock: ManualClock
) -> None:
    _set(units, "k", clock.now(), texte="CANARI")
    with database.begin() as connection:
        sealed = connection.execute(select(TIMERS.c.data)).scalar_one()
        assert b"CANARI" not in sealed
        connection.execute(update(TIMERS).values(data=sealed[:-1] + b"x"))
    (key,) = _due(units)
    with pytest.raises(PermanentFailure), units.unit("$do") as work:
        take_timer(work, Timer(_LIAISON, key, clock.now()))


def test_those_who_wait_are_told_of_a_timer_that_was_set(units: Units, clock: ManualClock) -> None:
    told: list[str] = []
    units.on_timed(lambda: told.append("timer"))
    units.on_queued(lambda: told.append("message"))
    _set(units, "k", clock.now())
    assert told == ["timer"]
    with pytest.raises(ZeroDivisionError), units.unit("$x") as work:
        set_timer(work, _LIAISON, "k2", clock.now())
        raise ZeroDivisionError
    assert told == ["timer"]


def test_its_cause_tells_two_hours_and_two_keys_apart() -> None:
    noon = datetime(2030, 1, 7, 12, tzinfo=UTC)
    timers = [
        Timer(owner, key, at)
        for owner in _OWNERS
        for key in ("a", "b")
        for at in (noon, noon + timedelta(seconds=1))
    ]
    assert len({timer.cause for timer in timers}) == 8
