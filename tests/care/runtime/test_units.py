"""The unit of work: all of it or nothing, and those who wait are told afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import SQLAlchemyError

from care.runtime.clock import ManualClock, SystemClock
from care.runtime.database import METADATA, Database
from care.runtime.memory import recall, remember
from care.runtime.outbox import count_open, load_pending
from care.runtime.outgoing import Address, Say
from care.runtime.sealing import KeyRing
from care.runtime.units import Units

_BOT = "@annuaire:cpts.example"


def _say(text: str) -> Say:
    return Say(Address(room_id="!salon"), text)


def _greet(units: Units, cause: str, *, fail: bool = False) -> list[str]:
    with units.unit(cause) as work:
        remember(work.connection, _BOT, cause, "greeted")
        ids = [work.send(_BOT, _say(text)) for text in ("Bonjour", "Bonjour")]
        if fail:
            raise LookupError(*ids)
    return ids


def test_one_that_raises_leaves_nothing_and_tells_nobody(units: Units) -> None:
    told: list[str] = []
    units.on_queued(lambda: told.append("come"))
    with pytest.raises(LookupError) as failed:
        _greet(units, "$cause", fail=True)
    with units.database.begin() as connection:
        assert count_open(connection, _BOT) == 0
        assert recall(connection, _BOT, "$cause") is None
    assert told == []
    assert list(failed.value.args) == _greet(units, "$cause")
    assert told == ["come"]


def test_the_same_cause_gives_the_same_effects(units: Units) -> None:
    first, again, other = _greet(units, "$1"), _greet(units, "$1"), _greet(units, "$2")
    assert first == again
    assert len({*first, *other}) == 4
    with units.database.begin() as connection:
        assert count_open(connection, _BOT) == 4


def test_those_who_wait_see_what_was_queued(units: Units) -> None:
    seen: list[int] = []

    def look() -> None:
        with units.database.begin() as connection:
            seen.append(count_open(connection, _BOT))

    units.on_queued(look)
    _greet(units, "$1")
    with units.unit("$silent") as work:
        remember(work.connection, _BOT, "x", "y")
    assert seen == [2]


def test_a_unit_that_ended_takes_nothing_more(units: Units) -> None:
    with units.unit("$1") as work:
        pass
    with pytest.raises(SQLAlchemyError):
        work.send(_BOT, _say("trop tard"))


@settings(deadline=None)  # each id opens a database
@given(st.lists(st.text("ab|", max_size=4), unique=True, min_size=2, max_size=6))
def test_transaction_ids_are_safe_for_a_url_and_distinct(causes: list[str]) -> None:
    ids = [_id_of(cause) for cause in causes]
    assert len(set(ids)) == len(causes)
    assert all(len(found) <= 64 and found.isalnum() and found.isascii() for found in ids)


def _id_of(cause: str) -> str:
    database = Database("sqlite://")
    METADATA.create_all(database.engine)
    units = Units(database, KeyRing({1: bytes(32)}), SystemClock())
    with units.unit(cause) as work:
        return work.send(_BOT, _say("Bonjour"))


def test_units_at_the_same_time_lose_nothing(units: Units, keys: KeyRing) -> None:
    together = Barrier(4)

    def work_hard(worker: int) -> None:
        together.wait()
        for turn in range(15):
            with units.unit(f"${worker}-{turn}") as work:
                count = int(recall(work.connection, _BOT, "count") or 0)
                work.send(_BOT, _say(str(count)))
                remember(work.connection, _BOT, "count", str(count + 1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work_hard, range(4)))
    with units.database.begin() as connection:
        sent = [row.outgoing for row in load_pending(connection, keys, _BOT)]
        assert recall(connection, _BOT, "count") == "60"
    assert sent == [_say(str(number)) for number in range(60)]


def test_who_reads_on_from_where_they_were_misses_nothing(units: Units, keys: KeyRing) -> None:
    """A number drawn early must not appear late: the reader would already be beyond it."""
    slow, seen, place = Barrier(2), [], 0

    def slowly() -> None:
        with units.unit("$slow") as work:
            work.send(_BOT, _say("slow"))
            slow.wait()
            slow.wait()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(slowly)
        slow.wait()
        second = pool.submit(_greet, units, "$fast")
        with pytest.raises(TimeoutError):
            second.result(0.3)
        slow.wait()
        first.result()
        second.result()
    with units.database.begin() as connection:
        while page := load_pending(connection, keys, _BOT, after=place, limit=1):
            place = page[-1].sequence
            seen += [row.outgoing.text for row in page if isinstance(row.outgoing, Say)]
    assert seen == ["slow", "Bonjour", "Bonjour"]


def test_a_unit_works_at_the_time_of_its_clock(units: Units, clock: ManualClock) -> None:
    with units.unit("$1") as work:
        assert work.now == clock.now()


def test_in_a_batch_one_that_fails_undoes_only_itself(units: Units, keys: KeyRing) -> None:
    told: list[str] = []
    units.on_queued(lambda: told.append("come"))
    with units.batch() as batch:
        for number in range(3):
            try:
                with batch.unit(f"${number}") as work:
                    work.send(_BOT, _say(str(number)))
                    remember(work.connection, _BOT, f"${number}", "greeted")
                    if number == 1:
                        raise LookupError
            except LookupError:
                continue
    with units.database.begin() as connection:
        assert [row.outgoing for row in load_pending(connection, keys, _BOT)] == [
            _say("0"),
            _say("2"),
        ]
        assert recall(connection, _BOT, "$1") is None
    assert told == ["come"]


def test_a_batch_and_single_units_give_the_same_ids(units: Units) -> None:
    alone = _greet(units, "$1")
    with units.batch() as batch, batch.unit("$1") as work:
        assert [work.send(_BOT, _say(text)) for text in ("Bonjour", "Bonjour")] == alone
    with units.database.begin() as connection:
        assert count_open(connection, _BOT) == 2


def test_a_batch_that_raises_leaves_nothing(units: Units) -> None:
    told: list[str] = []
    units.on_queued(lambda: told.append("come"))
    with pytest.raises(LookupError), units.batch() as batch:
        with batch.unit("$1") as work:
            work.send(_BOT, _say("Bonjour"))
        raise LookupError
    with units.database.begin() as connection:
        assert count_open(connection, _BOT) == 0
    assert told == []
