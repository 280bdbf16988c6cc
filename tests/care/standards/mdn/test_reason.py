"""Every reason has an input that makes it."""

from __future__ import annotations

import pytest

from care.standards.mdn.reading import read_delivery_report, read_reading_receipt
from care.standards.mdn.reason import ReportReason, ReportRefused
from care.standards.rfc5322.parser import parse_mail
from tests.care.standards.mdn.receipts import delivery, reading
from tests.care.standards.rfc5322.mails import mail


@pytest.mark.parametrize("reason", ReportReason)
def test_it_has_an_input_that_makes_it(reason: ReportReason) -> None:
    makers = {
        ReportReason.NOT_A_REPORT: lambda: read_reading_receipt(parse_mail(mail())),
        ReportReason.NO_FIELDS: lambda: read_reading_receipt(reading("nothing here\n")),
        ReportReason.NO_DISPOSITION: lambda: read_reading_receipt(reading("Reporting-UA: x\n")),
        ReportReason.NO_RECIPIENT: lambda: read_delivery_report(delivery(b"Action: failed\r\n")),
    }
    with pytest.raises(ReportRefused) as refused:
        makers[reason]()
    assert refused.value.reason is reason
