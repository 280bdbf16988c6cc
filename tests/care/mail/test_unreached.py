"""What somebody did not get stays for a while, and is sent to nobody who has it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from care.mail.delivery import Delivery
from care.mail.queue import load_outgoing
from care.mail.tables import OUTBOX, RECIPIENTS
from care.mail.unreached import forget_unreached, kept_source, spare
from tests.care.dispatches.territory import BOX_ALICE, BOX_RAD_2, Territory
from tests.care.dispatches.test_workflow import draft, leave, words


def test_bytes_are_forgotten_once_given_up_and_old() -> None:
    town = Territory()
    sent = leave(town, draft(town, town.open_circle(), words()))
    with town.unit() as work:
        later = work.now + timedelta(seconds=1)
        assert kept_source(work.connection, work.keys, BOX_ALICE, sent.message_id)
        assert forget_unreached(work.connection, BOX_ALICE, later) == 0  # it still waits
        work.connection.execute(update(OUTBOX).values(state="failed"))
        assert forget_unreached(work.connection, BOX_ALICE, work.now) == 0
        assert forget_unreached(work.connection, BOX_ALICE, later) == 1
        assert kept_source(work.connection, work.keys, BOX_ALICE, sent.message_id) is None
        assert kept_source(work.connection, work.keys, BOX_ALICE, "<other@x>") is None


def test_only_what_has_not_left_is_spared() -> None:
    town = Territory()
    sent = leave(town, draft(town, town.open_circle(), words()))
    with town.unit() as work:
        spare(work, BOX_ALICE, sent.message_id, "somebody@else")
        mail = load_outgoing(work.connection, work.keys, BOX_ALICE, sent.message_id)
        assert mail is not None
        assert [one.address for one in mail.waiting] == [BOX_RAD_2]
        work.connection.execute(update(RECIPIENTS).values(state=Delivery.SENDING.value))
        spare(work, BOX_ALICE, sent.message_id, BOX_RAD_2)
        work.connection.execute(update(RECIPIENTS).values(state=Delivery.QUEUED.value))
        spare(work, BOX_ALICE, sent.message_id, BOX_RAD_2)
        mail = load_outgoing(work.connection, work.keys, BOX_ALICE, sent.message_id)
        assert mail is not None
        assert mail.waiting == ()
