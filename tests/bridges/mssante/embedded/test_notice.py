"""A notice that the standard library reads as one."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from bridges.mssante.embedded.notice import delivery_notice
from bridges.mssante.reports import read_report
from care.mail.delivery import Happening

MAIL = b"Message-ID: <un@b.example>\r\n\r\nx"


@pytest.mark.parametrize(
    ("action", "happening"),
    [
        ("delivered", Happening.ARRIVED),
        ("failed", Happening.BOUNCED),
        ("delayed", Happening.DELAYED),
    ],
)
def test_it_is_a_report_of_three_parts(action: str, happening: Happening) -> None:
    notice = delivery_notice("a@b.example", "c@d.example", "", MAIL, action=action)
    parsed = message_from_bytes(notice)
    assert parsed.get_content_type() == "multipart/report"
    assert [part.get_content_type() for part in parsed.get_payload()] == [  # type: ignore[union-attr]
        "text/plain",
        "message/delivery-status",
        "text/rfc822-headers",
    ]
    report = read_report(notice)
    assert report is not None
    assert report.message_id == "<un@b.example>"
    assert [(one.recipient, one.happening) for one in report.lines] == [("c@d.example", happening)]
