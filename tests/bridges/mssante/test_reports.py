"""Notices and receipts of every program we know of, and of none."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridges.mssante.embedded.notice import delivery_notice
from bridges.mssante.reports import read_report
from care.mail.delivery import Happening
from tests.real.mail.test_contract import receipt

_POSTFIX = b"""\
From: MAILER-DAEMON@mx.mssante.example (Mail Delivery System)
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4hR/mx.mssante.example"

This is a MIME-encapsulated message.

--4hR/mx.mssante.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

The mail system

--4hR/mx.mssante.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.mssante.example
Original-Envelope-Id: 7.1.abc
X-Postfix-Sender: rfc822; cabinet@cpts.mssante.example

Final-Recipient: rfc822; labo@biologie.mssante.example
Original-Recipient: rfc822;Labo+2Bx@biologie.mssante.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 nobody

Final-Recipient: rfc822; b@ch.mssante.example
Action: delayed
Status: 4.4.1

--4hR/mx.mssante.example
Content-Description: Message Headers
Content-Type: text/rfc822-headers

Message-ID: <un@cpts.mssante.example>
Subject: secret

--4hR/mx.mssante.example--
"""


def test_a_notice_of_postfix_says_who_and_why() -> None:
    report = read_report(_POSTFIX)
    assert report is not None
    assert (report.token, report.message_id) == ("7.1.abc", "<un@cpts.mssante.example>")
    assert [(one.recipient, one.happening, one.code) for one in report.lines] == [
        ("labo+x@biologie.mssante.example", Happening.BOUNCED, "5.1.1"),
        ("b@ch.mssante.example", Happening.DELAYED, "4.4.1"),
    ]


def test_our_own_notice_is_read_back() -> None:
    mail = b"Message-ID: <un@cpts.mssante.example>\r\n\r\n"
    notice = delivery_notice("a@cpts.mssante.example", "b@ch.mssante.example", "7.1.abc", mail)
    report = read_report(notice)
    assert report is not None
    assert report.token == "7.1.abc"
    assert report.message_id == "<un@cpts.mssante.example>"
    assert report.lines[0].happening is Happening.ARRIVED


@pytest.mark.parametrize(
    ("disposition", "happening", "code"),
    [
        ("displayed", Happening.OPENED, ""),
        ("processed", Happening.OPENED, ""),
        ("dispatched", Happening.ARRIVED, ""),
        ("deleted", Happening.DISCARDED, ""),
        ("processed/error\r\nError: 903^INS absente", Happening.UNUSABLE, "903"),
        ("processed/Error: 904 traits", Happening.UNUSABLE, "904"),
        ("processed/error", Happening.UNUSABLE, ""),
    ],
)
def test_a_receipt_says_what_became_of_the_mail(
    disposition: str, happening: Happening, code: str
) -> None:
    report = read_report(receipt("<un@b>", "b@ch.mssante.example", "b@ch", disposition))
    assert report is not None
    assert report.message_id == "<un@b>"
    assert [(one.happening, one.code) for one in report.lines] == [(happening, code)]


def test_an_encoded_part_is_read_too() -> None:
    plain = receipt("<un@b>", "b@ch.mssante.example", "b@ch")
    head = b"Content-Type: message/disposition-notification\r\n"
    before, _, after = plain.partition(head + b"\r\n")
    fields, _, end = after.partition(b"\r\n--limite--")
    encoded = head + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(fields)
    assert read_report(before + encoded + b"\r\n--limite--" + end) == read_report(plain)


@pytest.mark.parametrize(
    "other",
    [
        b"Content-Type: text/plain\r\n\r\nx",
        b"Content-Type: multipart/report\r\n\r\nx",
        b'Content-Type: multipart/report; boundary="b"\r\n\r\n--b--\r\n',
        _POSTFIX.replace(b"Action", b"Acte").replace(b"Status", b"Etat"),
        b"",
    ],
)
def test_what_is_no_report_is_none(other: bytes) -> None:
    assert read_report(other) is None


@given(st.binary(max_size=400), st.integers(0, len(_POSTFIX)))
def test_a_damaged_report_never_fails(noise: bytes, place: int) -> None:
    read_report(_POSTFIX[:place] + noise + _POSTFIX[place:])


def test_an_enormous_report_is_read_within_bounds() -> None:
    line = b"Final-Recipient: rfc822; b@ch.mssante.example\nAction: failed\nStatus: 5.0.0\n\n"
    report = read_report(_POSTFIX.replace(b"Action: delayed", line * 100_000 + b"Action: delayed"))
    assert report is not None
    assert len(report.lines) <= 500
