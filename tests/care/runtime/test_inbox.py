"""Inputs: kept once however often they come, in order, until handled."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import chain
from threading import Barrier

from sqlalchemy import select

from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.inbox import (
    Received,
    complete,
    count_unreadable,
    forget_done,
    load_open,
    mark_notice_sent,
    mark_unreadable,
    receive,
)
from care.runtime.tables import INBOX

_BOT = "@annuaire:cpts.example"


def _inputs(clock: ManualClock, numbers: Sequence[int], lane: str = "!salon") -> list[Received]:
    return [Received(f"${n}", lane, b"encrypted %d" % n, clock.now()) for n in numbers]


def _ids(inputs: Sequence[Received]) -> list[str]:
    return [item.input_id for item in inputs]


def test_what_comes_again_is_not_kept_again(database: Database, clock: ManualClock) -> None:
    with database.begin() as connection:
        first = receive(connection, _BOT, _inputs(clock, [3, 1, 2, 3]))
        again = receive(connection, _BOT, _inputs(clock, [2, 4, 1]))
        other = receive(connection, "@other", _inputs(clock, [1]))
        assert (_ids(first), _ids(again), _ids(other)) == (["$3", "$1", "$2"], ["$4"], ["$1"])
        assert load_open(connection, _BOT) == first + again
        assert receive(connection, _BOT, []) == []


def test_five_thousand_at_once_keep_their_order(database: Database, clock: ManualClock) -> None:
    numbers = [(n * 7919) % 5000 for n in range(5000)]
    with database.begin() as connection:
        kept = receive(connection, _BOT, _inputs(clock, numbers))
        assert _ids(kept) == [f"${n}" for n in numbers]
        assert _ids(load_open(connection, _BOT)) == _ids(kept)
        assert receive(connection, _BOT, _inputs(clock, numbers)) == []


def test_two_who_receive_the_same_share_it_out(database: Database, clock: ManualClock) -> None:
    together = Barrier(3)

    def take(_: int) -> list[str]:
        together.wait()
        with database.begin() as connection:
            return _ids(receive(connection, _BOT, _inputs(clock, range(200))))

    with ThreadPoolExecutor(3) as pool:
        shares = list(pool.map(take, range(3)))
    assert sorted(chain.from_iterable(shares)) == sorted(f"${n}" for n in range(200))


def test_handled_once_and_its_content_gone(database: Database, clock: ManualClock) -> None:
    with database.begin() as connection:
        receive(connection, _BOT, _inputs(clock, [1, 2]))
        assert complete(connection, _BOT, "$1") is True
        assert complete(connection, _BOT, "$1") is False
        assert complete(connection, "@other", "$2") is False
        assert complete(connection, _BOT, "$unknown") is False
        assert _ids(load_open(connection, _BOT)) == ["$2"]
        contents = connection.execute(select(INBOX.c.source).order_by(INBOX.c.sequence)).scalars()
        assert list(contents) == [b"", b"encrypted 2"]
        assert receive(connection, _BOT, _inputs(clock, [1])) == []


def test_an_unreadable_one_waits_and_its_sender_is_told_once(
    database: Database, clock: ManualClock
) -> None:
    with database.begin() as connection:
        receive(connection, _BOT, _inputs(clock, [1, 2, 3]))
        mark_unreadable(connection, _BOT, "$2")
        mark_unreadable(connection, _BOT, "$2")
        mark_notice_sent(connection, _BOT, ["$2"])
        assert count_unreadable(connection, _BOT) == 1
        assert count_unreadable(connection, "@other") == 0
        waiting = {item.input_id: item for item in load_open(connection, _BOT)}
    assert (waiting["$2"].state, waiting["$2"].attempts) == ("unreadable", 2)
    assert [item.notice_sent for item in waiting.values()] == [False, True, False]


def test_a_late_failure_to_read_undoes_nothing(database: Database, clock: ManualClock) -> None:
    with database.begin() as connection:
        receive(connection, _BOT, _inputs(clock, [1]))
        complete(connection, _BOT, "$1")
        mark_unreadable(connection, _BOT, "$1")
        assert load_open(connection, _BOT) == []
        assert count_unreadable(connection, _BOT) == 0


def test_only_old_and_handled_ones_are_forgotten(database: Database, clock: ManualClock) -> None:
    with database.begin() as connection:
        receive(connection, _BOT, _inputs(clock, [1, 2]))
        complete(connection, _BOT, "$1")
        clock.advance(timedelta(days=30))
        receive(connection, _BOT, _inputs(clock, [3]))
        complete(connection, _BOT, "$3")
        assert forget_done(connection, clock.now(), timedelta(days=30)) == 0
        clock.advance(timedelta(seconds=1))
        assert forget_done(connection, clock.now(), timedelta(days=30)) == 1
        assert receive(connection, _BOT, _inputs(clock, [2, 3])) == []
