"""Reports brought to their mail, on both databases."""

from __future__ import annotations

import pytest

from bridges.mssante.following import follow
from bridges.mssante.headers import attempt_token
from bridges.mssante.progress import confirm
from bridges.mssante.reports import Report, ReportLine
from care.mail.delivery import Delivery, Happening
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
    units: Units, message_id: str, happening: Happening, sender: str, *, token: str = ""
) -> bool:
    """A report about A."""
    report = Report(message_id, token, (ReportLine(A, happening, "5.1.1"),))
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


def test_a_report_about_nothing_of_ours_is_left_to_others(units: Units, sent: str) -> None:
    assert not tell(units, "<autre@b.example>", Happening.OPENED, A)
    assert not tell(units, "", Happening.OPENED, A, token="1.1.faux")
    assert states(units, sent) == [Delivery.SENT, Delivery.SENT]
