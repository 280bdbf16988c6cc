"""Dispatches come back as they were kept, and nobody reads them in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from care.dispatches.model import Addressee, Dispatch, DispatchState, Form, Home, Reach
from care.dispatches.store import (
    dispatch_of_mail,
    dispatches_of_circle,
    dispatches_of_mailbox,
    dispatches_of_sender,
    load_dispatch,
    save_dispatch,
)
from care.dispatches.tables import DISPATCHES
from tests.care.dispatches.territory import ALICE, BOX_ALICE, IDA, PATIENT_BOX, START, Territory

JEANNE = Addressee(PATIENT_BOX, "EXEMPLE Jeanne", reach=Reach.PATIENT)
SENT = Dispatch(
    "d1", "c1", ALICE, BOX_ALICE, "<1@x>", Form.DOCUMENT, DispatchState.SENT, START,
    Home("@liaison:test", key="circle:c1", card="ct"), "XDM/1.0/DDM+CR EXEMPLE", (JEANNE,),
    "11488-4", "CR", True, False, "2.25.1", "2.25.2", 2, "d0", ("<0@x>",), (0,),
)  # fmt: skip


def test_it_comes_back_whole_and_sealed() -> None:
    town = Territory()
    with town.unit() as work:
        save_dispatch(work, SENT)
        assert load_dispatch(work.connection, work.keys, "d1") == SENT
        assert dispatch_of_mail(work.connection, work.keys, BOX_ALICE, "<1@x>") == SENT
        assert load_dispatch(work.connection, work.keys, "d9") is None
        (row,) = work.connection.execute(select(DISPATCHES))
        assert b"EXEMPLE" not in row.details
        assert b"284067699900138" not in row.details
        changed = replace(SENT, state=DispatchState.REPLACED, rung=())
        save_dispatch(work, changed)
        assert load_dispatch(work.connection, work.keys, "d1") == changed


def test_lists_are_of_a_circle_of_somebody_of_a_mailbox_the_newest_first() -> None:
    town = Territory()
    later = START + timedelta(hours=1)
    with town.unit() as work:
        save_dispatch(work, SENT)
        save_dispatch(work, replace(SENT, id="d2", message_id="<2@x>", sent_at=later))
        save_dispatch(work, replace(SENT, id="d3", message_id="<3@x>", circle=None, sender=IDA))
        connection, keys = work.connection, work.keys
        assert [one.id for one in dispatches_of_circle(connection, keys, "c1")] == ["d2", "d1"]
        assert [one.id for one in dispatches_of_sender(connection, keys, ALICE, 1)] == ["d2"]
        assert [one.id for one in dispatches_of_mailbox(connection, keys, BOX_ALICE)] == ["d3"]
