"""Every mail by which something left is known as it."""

from __future__ import annotations

from datetime import timedelta

from care.dispatches.tries import add_try, mails_of, recipients_of, source_of
from tests.care.dispatches.territory import BOX_ALICE, BOX_RAD_2, Territory
from tests.care.dispatches.test_workflow import draft, leave, words


def test_its_mails_are_told_in_order_each_once() -> None:
    town = Territory()
    dispatch = leave(town, draft(town, town.open_circle(), words()))
    with town.unit() as work:
        add_try(work, dispatch, "<b@x>")
        add_try(work, dispatch, "<b@x>")
    town.clock.advance(timedelta(hours=1))
    with town.unit() as work:
        add_try(work, dispatch, "<a@x>")
        assert mails_of(work, dispatch) == (dispatch.message_id, "<b@x>", "<a@x>")
        assert list(recipients_of(work, dispatch)) == [BOX_RAD_2]
        assert BOX_ALICE.encode() in (source_of(work, dispatch) or b"")
