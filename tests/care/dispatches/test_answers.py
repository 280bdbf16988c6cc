"""An answer is known by the mail that it names and by who sends it; it is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from care.dispatches.answers import answers_of, find_answered, note_answer
from care.dispatches.model import Form, Home
from care.dispatches.resending import send_again
from care.dispatches.tries import mails_of
from care.runtime.tables import TIMERS
from tests.care.dispatches.territory import ALICE, BOX_ALICE, BOX_IDA, BOX_RAD, BOX_RAD_2, Territory
from tests.care.dispatches.test_resending import fails, sent

_NAMED = st.lists(st.sampled_from(["ours", "again", "plain", "other@x", "<", ""]), max_size=4)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([BOX_ALICE, BOX_IDA]),
    st.sampled_from([BOX_RAD, BOX_RAD_2.upper(), "stranger@x.example", ""]),
    _NAMED,
)
def test_it_must_name_a_mail_from_a_circle_and_come_from_who_got_it(
    mailbox: str, sender: str, named: list[str]
) -> None:
    town = Territory()
    dispatch = sent(town, town.open_circle())
    fails(town, dispatch, BOX_RAD)
    with town.unit() as work:
        send_again(work, town.office, ALICE, dispatch.id)
    plain = sent(town, None, Form.MAIL)
    with town.unit() as work:
        ours, again = mails_of(work, dispatch)
        told = {"ours": ours, "again": again.strip("<>"), "plain": plain.message_id}
        before = [told.get(one, one) for one in named]
        found = find_answered(work, mailbox, sender, before)
    is_known = mailbox == BOX_ALICE and sender.lower() in {BOX_RAD, BOX_RAD_2}
    assert (found is not None) == (is_known and bool({"ours", "again"} & set(named)))
    assert found is None or found.id == dispatch.id


def test_it_is_told_once_in_order_and_wakes_who_shows_it() -> None:
    town = Territory()
    dispatch = sent(town, town.open_circle())
    shown = replace(dispatch, home=Home("@liaison:test", key="circle:x", card="c1"))
    with town.unit() as work:
        later = work.now + timedelta(hours=1)
        note_answer(work, shown, BOX_RAD_2, 8, later)
        note_answer(work, dispatch, BOX_RAD, 7, work.now)
        note_answer(work, dispatch, BOX_RAD, 7, later)
        told = [(one.addressee.address, one.received_at) for one in answers_of(work, dispatch)]
        assert told == [(BOX_RAD, work.now), (BOX_RAD_2, later)]
        keys = work.connection.execute(TIMERS.select().with_only_columns(TIMERS.c.key)).scalars()
        assert f"dispatch:{dispatch.id}" in set(keys)
