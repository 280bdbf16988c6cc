"""A watcher's bug costs one telling, never a mail."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select

from bridges.mssante.careful import CarefulWatcher
from bridges.mssante.progress import confirm
from bridges.mssante.tables import NOTICES
from care.mail.delivery import Delivery
from care.mail.model import DeliveryChange
from care.runtime.errors import TemporaryFailure
from care.runtime.outbox import count_open
from care.runtime.outgoing import Address, Say
from care.runtime.units import UnitOfWork, Units
from tests.bridges.mssante.test_progress import offer, states
from tests.bridges.mssante.watching import Memory
from tests.care.mail.test_queue import A, queue

BOT = "@boite:cpts.example"


class Clumsy(Memory):
    """Writes, then fails as told."""

    failure: type[Exception] = ZeroDivisionError

    def delivery_changed(self, work: UnitOfWork, change: DeliveryChange) -> None:
        work.connection.execute(insert(NOTICES).values(name="x", told_at=work.now))
        work.send(BOT, Say(Address(room_id="!r"), "x"))
        raise self.failure


def test_what_it_did_is_undone_and_the_mail_is_sent_all_the_same(units: Units) -> None:
    message_id = queue(units, A)
    attempt = offer(units, Memory(), message_id, A)
    memory = Memory()
    with units.unit("x") as work:
        confirm(work, CarefulWatcher(Clumsy(), memory), 1, attempt)
        assert work.queued == []
    assert states(units, message_id) == [Delivery.SENT]
    assert [change.state for change in memory.deliveries] == [Delivery.SENT]
    with units.database.begin() as connection:
        assert connection.execute(select(NOTICES)).all() == []
        assert count_open(connection, BOT) == 0


def test_a_passing_failure_undoes_all_so_that_all_is_tried_again(units: Units) -> None:
    message_id = queue(units, A)
    attempt = offer(units, Memory(), message_id, A)
    clumsy = Clumsy()
    clumsy.failure = TemporaryFailure
    with pytest.raises(TemporaryFailure), units.unit("x") as work:
        confirm(work, CarefulWatcher(clumsy), 1, attempt)
    assert states(units, message_id) == [Delivery.SENDING]
