"""What changed is told in order, after the commit, and for an hour."""

from __future__ import annotations

from datetime import timedelta

import pytest

from care.runtime.changes import (
    KEPT,
    changes_after,
    forget_old_changes,
    last_sequence,
    reaches_back_to,
)
from care.runtime.clock import ManualClock
from care.runtime.units import Units


def publish(units: Units, *topics: str) -> None:
    for topic in topics:
        with units.unit(f"about {topic}") as work:
            work.publish(topic)


def test_changes_come_back_in_the_order_of_the_commits(units: Units) -> None:
    publish(units, "a", "b", "c")
    with units.database.begin() as connection:
        everything = changes_after(connection, 0)
        assert [change.topic for change in everything] == ["a", "b", "c"]
        after = changes_after(connection, everything[0].sequence)
        assert [change.topic for change in after] == ["b", "c"]
        assert changes_after(connection, last_sequence(connection)) == []
        assert len(changes_after(connection, 0, most=2)) == 2


def test_whoever_waits_is_told_once_the_work_has_committed(units: Units) -> None:
    seen: list[int] = []

    def look() -> None:
        with units.database.begin() as connection:
            seen.append(last_sequence(connection))

    units.on_published(look)
    publish(units, "a")
    with units.unit("nothing to tell"):
        pass
    assert seen == [1]
    with units.batch() as batch, batch.unit("in a batch") as work:
        work.publish("b")
    assert seen == [1, 2]
    units.off_published(look)
    publish(units, "c")
    assert seen == [1, 2]


def test_work_that_fails_tells_nothing(units: Units) -> None:
    told: list[None] = []
    units.on_published(lambda: told.append(None))
    with pytest.raises(ZeroDivisionError), units.unit("fails") as work:
        work.publish("a")
        raise ZeroDivisionError
    with units.database.begin() as connection:
        assert last_sequence(connection) == 0
    assert told == []


def test_the_past_is_forgotten_and_whoever_was_away_longer_knows_it(
    units: Units, clock: ManualClock
) -> None:
    publish(units, "a", "b")
    clock.advance(KEPT + timedelta(minutes=1))
    publish(units, "c")
    with units.database.begin() as connection:
        assert reaches_back_to(connection, 0)
        assert forget_old_changes(connection, clock.now()) == 2
        assert [change.topic for change in changes_after(connection, 0)] == ["c"]
        assert not reaches_back_to(connection, 0)
        assert reaches_back_to(connection, 2)
        assert not reaches_back_to(connection, 9)
        clock.advance(KEPT * 2)
        assert forget_old_changes(connection, clock.now()) == 0
        assert last_sequence(connection) == 3
