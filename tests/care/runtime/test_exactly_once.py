"""Inbox, units of work and outbox together, in any order of events: each effect exactly once."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select

from care.runtime.clock import ManualClock
from care.runtime.database import Database
from care.runtime.inbox import Received, complete, load_open, mark_unreadable, receive
from care.runtime.outbox import (
    Fate,
    count_open,
    event_of,
    forget_sent,
    load_pending,
    mark_sent,
)
from care.runtime.outgoing import Address, Say
from care.runtime.sealing import KeyRing
from care.runtime.tables import INBOX, OUTBOX
from care.runtime.units import Units

_BOT = "@annuaire:cpts.example"
_LANES = ("!a", "!b", "!c")
_numbers = st.integers(0, 9)
_answers = st.lists(st.sampled_from(_LANES), max_size=4)


class _Crash(Exception):
    """The process stops here."""


class Traffic(RuleBasedStateMachine):
    """Inputs come again and again, units fail, the process restarts, messages leave."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.keys = KeyRing({1: bytes(32)})
        self.clock = ManualClock(datetime(2030, 1, 7, tzinfo=UTC))
        self.known: list[str] = []
        self.done: set[str] = set()
        self.to_leave: dict[str, list[str]] = defaultdict(list)
        self.ids: dict[tuple[str, int], str] = {}
        self.left: dict[str, str] = {}
        self.place = 0
        self.open()
        with self.database.begin() as connection:
            connection.execute(delete(INBOX))
            connection.execute(delete(OUTBOX))

    def open(self) -> None:
        self.database = Database(self.url)
        self.units = Units(self.database, self.keys, self.clock)
        self.place = 0

    def teardown(self) -> None:
        self.database.close()

    @rule()
    def restart(self) -> None:
        self.database.close()
        self.open()

    @rule(numbers=st.lists(_numbers, max_size=6))
    def receive(self, numbers: list[int]) -> None:
        ids = [f"${number}" for number in numbers]
        inputs = [Received(i, _LANES[0], i.encode(), self.clock.now()) for i in ids]
        with self.database.begin() as connection:
            fresh = receive(connection, _BOT, inputs)
        expected = [i for i in dict.fromkeys(ids) if i not in self.known]
        assert [item.input_id for item in fresh] == expected
        self.known += expected

    @precondition(lambda self: self.known)
    @rule(data=st.data(), lanes=_answers, crash=st.booleans())
    def handle(self, data: st.DataObject, lanes: list[str], crash: bool) -> None:
        cause = data.draw(st.sampled_from(self.known))
        try:
            worked = self._work(cause, lanes, crash)
        except _Crash:
            return
        assert worked == (cause not in self.done)
        if worked:
            self.done.add(cause)
            for rank, lane in enumerate(lanes):
                self.to_leave[lane].append(self.ids[cause, rank])

    def _work(self, cause: str, lanes: list[str], crash: bool) -> bool:
        with self.units.unit(cause) as work:
            if not complete(work.connection, _BOT, cause):
                return False
            for rank, lane in enumerate(lanes):
                found = work.send(_BOT, Say(Address(room_id=lane), f"{cause} {rank}"))
                assert self.ids.setdefault((cause, rank), found) == found
            if crash:
                raise _Crash
        return True

    @precondition(lambda self: self.known)
    @rule(data=st.data())
    def cannot_read(self, data: st.DataObject) -> None:
        with self.database.begin() as connection:
            mark_unreadable(connection, _BOT, data.draw(st.sampled_from(self.known)))

    @rule(limit=st.integers(1, 3), arrives=st.booleans())
    def send(self, limit: int, arrives: bool) -> None:
        with self.database.begin() as connection:
            page = load_pending(connection, self.keys, _BOT, self.place, limit)
        for row in page:
            lane = row.lane.removeprefix("room:")
            if not arrives:
                return
            assert self.to_leave[lane].pop(0) == row.transaction_id
            with self.database.begin() as connection:
                mark_sent(connection, row, Fate(event_id=f"$e-{row.transaction_id}"))
            self.left[row.transaction_id] = f"$e-{row.transaction_id}"
            self.place = row.sequence

    @rule()
    def forget(self) -> None:
        self.clock.advance(timedelta(days=2))
        with self.database.begin() as connection:
            assert forget_sent(connection, self.clock.now(), timedelta(days=1)) == len(self.left)
        self.left.clear()

    @invariant()
    def what_is_not_done_waits_in_order(self) -> None:
        with self.database.begin() as connection:
            waiting = [item.input_id for item in load_open(connection, _BOT)]
        assert waiting == [i for i in self.known if i not in self.done]

    @invariant()
    def what_waits_to_leave_is_what_was_decided(self) -> None:
        with self.database.begin() as connection:
            rows = load_pending(connection, self.keys, _BOT)
            assert count_open(connection, _BOT) == len(rows)
        waiting: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            waiting[row.lane.removeprefix("room:")].append(row.transaction_id)
        assert waiting == {lane: ids for lane, ids in self.to_leave.items() if ids}

    @invariant()
    def what_left_is_known_and_forgotten(self) -> None:
        with self.database.begin() as connection:
            for transaction_id, event_id in self.left.items():
                assert event_of(connection, _BOT, transaction_id) == event_id
            kept = connection.execute(select(OUTBOX.c.payload).where(OUTBOX.c.state == "sent"))
            assert set(kept.scalars()) <= {b""}
            done = connection.execute(select(INBOX.c.source).where(INBOX.c.state == "done"))
            assert set(done.scalars()) <= {b""}


def test_any_order_of_events(database: Database, database_url: str) -> None:
    database.close()

    class _TrafficHere(Traffic):
        def __init__(self) -> None:
            super().__init__(database_url)

    run_state_machine_as_test(
        _TrafficHere,
        settings=settings(
            max_examples=30,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
