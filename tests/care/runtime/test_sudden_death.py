"""Killed in the middle of a unit of work: nothing half done, and the rest done once."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from care.runtime.clock import SystemClock
from care.runtime.database import Database
from care.runtime.inbox import Received, complete, load_open, receive
from care.runtime.memory import recall_all, remember
from care.runtime.outbox import load_pending
from care.runtime.outgoing import Address, Say
from care.runtime.sealing import KeyRing
from care.runtime.units import Units

_BOT = "@annuaire:cpts.example"
_INPUTS = 60
_ANSWERS = 3
_FORK = multiprocessing.get_context("fork")


def _handle_all(url: str, keys: KeyRing, last_statement: int | None = None) -> None:
    """Answer every open input; die by SIGKILL right after statement `last_statement`."""
    database = Database(url)
    if last_statement is not None:
        _die_after(database, last_statement)
    units = Units(database, keys, SystemClock())
    with database.begin() as connection:
        waiting = load_open(connection, _BOT)
    for item in waiting:
        with units.unit(item.input_id) as work:
            if not complete(work.connection, _BOT, item.input_id):
                continue
            for number in range(_ANSWERS):
                answer = Say(Address(room_id=item.lane), f"{item.input_id} {number}")
                work.send(_BOT, answer)
            remember(work.connection, _BOT, f"handled:{item.input_id}", "yes")
    database.close()


def _die_after(database: Database, statement: int) -> None:
    left = [statement]

    @event.listens_for(database.engine, "after_cursor_execute")
    def _count(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _plant(database: Database) -> None:
    now = datetime(2030, 1, 7, tzinfo=UTC)
    inputs = [Received(f"${n}", f"!{n % 4}", b"{}", now) for n in range(_INPUTS)]
    with database.begin() as connection:
        receive(connection, _BOT, inputs)


def _check_whole(database: Database, keys: KeyRing) -> int:
    """Each input is either open with no effect, or handled with all of them; how many are open."""
    with database.begin() as connection:
        waiting = {item.input_id for item in load_open(connection, _BOT)}
        answers = [row.outgoing for row in load_pending(connection, keys, _BOT)]
        handled = set(recall_all(connection, _BOT, "handled:"))
    said = [answer.text for answer in answers if isinstance(answer, Say)]
    done = [f"${n}" for n in range(_INPUTS) if f"${n}" not in waiting]
    assert said == [f"{input_id} {number}" for input_id in done for number in range(_ANSWERS)]
    assert handled == set(done)
    return len(waiting)


@pytest.mark.parametrize("statement", range(1, 21))
def test_killed_after_any_statement(
    database: Database, database_url: str, keys: KeyRing, statement: int
) -> None:
    _plant(database)
    database.close()  # a forked child must not share connections
    doomed = _FORK.Process(target=_handle_all, args=(database_url, keys, statement))
    doomed.start()
    doomed.join(120)
    assert doomed.exitcode == -signal.SIGKILL
    assert _check_whole(database, keys) >= _INPUTS - 4
    _handle_all(database_url, keys)
    assert _check_whole(database, keys) == 0


def test_killed_again_and_again_at_any_moment(
    database: Database, database_url: str, keys: KeyRing
) -> None:
    _plant(database)
    chance = random.Random(20300107)
    for _ in range(20):
        database.close()
        doomed = _FORK.Process(target=_handle_all, args=(database_url, keys))
        doomed.start()
        time.sleep(chance.uniform(0, 0.08))
        doomed.kill()
        doomed.join(120)
        _check_whole(database, keys)
    _handle_all(database_url, keys)
    assert _check_whole(database, keys) == 0
