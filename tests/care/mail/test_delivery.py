"""The states of a mail for one recipient: whatever the order of the news, the story makes sense."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.mail.delivery import CLOSED, SETTLED, TABLE, Delivery, Happening, after

_REPORTS = (
    Happening.ARRIVED,
    Happening.DELAYED,
    Happening.BOUNCED,
    Happening.OPENED,
    Happening.UNUSABLE,
    Happening.DISCARDED,
)
_RANK = {Delivery.SENT: 0, Delivery.DELIVERED: 1, Delivery.READ: 2, Delivery.FAILED: 3}


def test_every_state_and_every_happening_is_in_the_table() -> None:
    assert {state for state, _ in TABLE} | set(TABLE.values()) == set(Delivery)
    assert {happening for _, happening in TABLE} | {Happening.DELAYED} == set(Happening)


@given(st.lists(st.sampled_from(Happening)))
def test_nothing_that_left_is_ever_queued_again(happenings: list[Happening]) -> None:
    state = Delivery.QUEUED
    for happening in happenings:
        before, state = state, after(state, happening)
        assert before not in SETTLED or state in SETTLED


@given(st.lists(st.sampled_from(_REPORTS)))
def test_reports_in_any_order_end_where_the_strongest_says(reports: list[Happening]) -> None:
    state = Delivery.SENT
    for report in reports:
        state = after(state, report)
    if Happening.OPENED in reports and not {Happening.UNUSABLE} & set(reports):
        assert state is Delivery.READ
    elif not {Happening.BOUNCED, Happening.UNUSABLE, Happening.DISCARDED} & set(reports):
        assert state in {Delivery.SENT, Delivery.DELIVERED, Delivery.READ}


def test_a_report_before_we_noted_the_sending_is_believed() -> None:
    assert after(Delivery.SENDING, Happening.ARRIVED) is Delivery.DELIVERED
    assert after(Delivery.DELIVERED, Happening.TAKEN) is Delivery.DELIVERED


def test_a_report_about_what_was_never_sent_changes_nothing() -> None:
    assert after(Delivery.QUEUED, Happening.ARRIVED) is Delivery.QUEUED


def test_the_software_of_the_recipient_may_refuse_what_was_read() -> None:
    assert after(Delivery.READ, Happening.UNUSABLE) is Delivery.FAILED
    assert after(Delivery.READ, Happening.BOUNCED) is Delivery.READ
    assert CLOSED < SETTLED
