"""Reports brought to their mail, on both databases."""

from __future__ import annotations

import pytest

from bridges.mssante.following import follow
from bridges.mssante.headers import attempt_token
from bridges.mssante.progress import confirm
from bridges.mssante.reports import Report, ReportLine
from care.mail.delivery import Delivery, Happening
from care.mail.queue import load_outgoing
from care.runtime.units import Units
from tests.bridges.mssante.test_progress import offer, states
from tests.bridges.mssante.watching import Memory
from tests.care.mail.test_queue import US, A, B, queue


@pytest.fixture
def sent(units: Units) -> str:
    """A mail that left for two people."""
    message_id = queue(units, A, B)
    attempt = offer(units, Memory(), message_id, A, B)
    with units.unit("x") as work:
        confirm(work, Memory(), 1, attempt)
    return message_id


def tell(
    units: Units,
    message_id: str,
    happening: Happening,
    sender: str,
    *,
    token: str = "",
    code: str = "5.1.1",
) -> bool:
    """A report about A."""
    report = Report(message_id, token, (ReportLine(A, happening, code),))
    with units.unit("x") as work:
        return follow(work, Memory(), US, report, sender)


def test_a_notice_is_believed_from_any_server(units: Units, sent: str) -> None:
    assert tell(units, sent, Happening.BOUNCED, "mailer-daemon@mx.example")
    assert states(units, sent) == [Delivery.FAILED, Delivery.SENT]


def test_the_mark_of_the_attempt_is_enough(units: Units, sent: str) -> None:
    token = attempt_token(units.keys, US, 1, 1)
    assert tell(units, "", Happening.ARRIVED, "", token=token)
    assert states(units, sent) == [Delivery.DELIVERED, Delivery.SENT]


@pytest.mark.parametrize("happening", [Happening.OPENED, Happening.UNUSABLE, Happening.DISCARDED])
def test_a_receipt_is_believed_from_the_recipients_side_only(
    units: Units, sent: str, happening: Happening
) -> None:
    assert tell(units, sent, happening, B)
    assert states(units, sent) == [Delivery.SENT, Delivery.SENT]
    assert tell(units, sent, happening, A)
    assert states(units, sent)[0] in {Delivery.READ, Delivery.FAILED}


@pytest.mark.parametrize("late", [Happening.ARRIVED, Happening.DELAYED, Happening.BOUNCED])
def test_a_notice_that_was_overtaken_hides_nothing_of_why_it_was_of_no_use(
    units: Units, sent: str, late: Happening
) -> None:
    assert tell(units, sent, Happening.UNUSABLE, A, code="906")
    assert tell(units, sent, late, "mailer-daemon@mx.example", code="2.0.0")
    assert first(units, sent) == (Delivery.FAILED, "906")


def test_who_could_not_use_it_has_it_whatever_a_server_said_before(units: Units, sent: str) -> None:
    assert tell(units, sent, Happening.BOUNCED, "mailer-daemon@mx.example")
    assert tell(units, sent, Happening.UNUSABLE, A, code="906")
    assert first(units, sent) == (Delivery.FAILED, "906")


def first(units: Units, message_id: str) -> tuple[Delivery, str]:
    """Where it is for A, and why."""
    with units.unit("x") as work:
        mail = load_outgoing(work.connection, work.keys, US, message_id)
    assert mail is not None
    return mail.recipients[0].state, mail.recipients[0].code


def test_a_report_about_nothing_of_ours_is_left_to_others(units: Units, sent: str) -> None:
    assert not tell(units, "<autre@b.example>", Happening.OPENED, A)
    assert not tell(units, "", Happening.OPENED, A, token="1.1.faux")
    assert states(units, sent) == [Delivery.SENT, Delivery.SENT]
