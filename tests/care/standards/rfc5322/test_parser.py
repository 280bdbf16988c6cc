"""Whole mails: good ones told whole, damaged ones never an error but the typed ones."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.mss import MssHeaders
from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.reason import MailFlaw, MailReason, MailRefused
from tests.care.standards.rfc5322.mails import HEAD, mail, multipart, nested, part, tnef, whole

SKELETON = (
    HEAD
    + b"Cc: cab@x.example\r\nReply-To: secretariat@x.example\r\nIn-Reply-To: <p2@x>\r\n"
    + b"References: <p1@x> <p2@x> <p1@x>\r\nDisposition-Notification-To: alice@x.example\r\n"
    + b"X-MSS-INS: O\r\nX-MSS-CODECDA: 55115-0\r\nX-MSS-NIL: LOGICIEL-1\r\n"
    + multipart(
        "mixed",
        part(b"Bonjour", "Content-Type: text/plain; charset=utf-8"),
        part(b"PK\x03\x04", "Content-Type: application/zip; name=IHE_XDM.ZIP"),
        part(
            b"%PDF-",
            "Content-Type: application/pdf",
            "Content-Disposition: attachment; filename*=utf-8''20261120_CR%20%C3%A9t%C3%A9.pdf",
        ),
    )
)
PIECES = (
    b"From: ", b"To: ", b"Subject: ", b"Date: ", b"Content-Type: ", b"multipart/mixed",
    b"; boundary=b\r\n", b"--b\r\n", b"--b--\r\n", b"\r\n", b"\n", b"\r", b"=?utf-8?q?=C3?=",
    b"message/rfc822\r\n", b"text/html; charset=idna\r\n", b"\xe9\x00", b"<a@b>",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Disposition: attachment; filename*0*=", b"a", b" ",
    b"message/delivery-status\r\n", b"multipart/alternative; boundary=b\r\n",
)  # fmt: skip
GOOD = (SKELETON, mail(), nested(5), nested(3, "message"), mail(tnef(("a", b"b"))))


def test_a_document_mail_is_told_whole() -> None:
    read = parse_mail(SKELETON)
    assert read.message_id == "m1@medecin.mssante.example"
    assert (read.in_reply_to, read.references) == ("p2@x", ("p1@x", "p2@x"))
    assert read.sender == Mailbox("alice.fictif@medecin.mssante.example", "Alice FICTIF")
    assert read.to == (Mailbox("radiologie@ch-fictif.mssante.example"),)
    assert read.cc == (Mailbox("cab@x.example"),)
    assert read.answer_to == (Mailbox("secretariat@x.example"),)
    assert read.notify_to == (Mailbox("alice@x.example"),)
    assert read.date == datetime(2026, 11, 20, 9, 12, tzinfo=timezone(timedelta(hours=1)))
    assert read.subject.text == "Bonjour"
    assert read.body == "Bonjour"
    assert [one.name for one in read.attachments] == ["IHE_XDM.ZIP", "20261120_CR été.pdf"]
    assert read.mss == MssHeaders(True, ("55115-0",), "LOGICIEL-1")
    assert read.flaws == frozenset()
    assert read.report_type == ""


@pytest.mark.parametrize(
    ("changed", "to", "flaw"),
    [
        (b"From: Alice FICTIF <alice.fictif@medecin.mssante.example>\r\n", b"", MailFlaw.NO_SENDER),
        (b"From: Alice", b"From: x@y.example\r\nFrom: Alice", MailFlaw.SEVERAL_SENDERS),
        (b"From: Alice FICTIF <", b"From: x@y.example, <", MailFlaw.SEVERAL_SENDERS),
        (b"20 Nov 2026", b"99 Bar 2026", MailFlaw.DATE_UNREADABLE),
        (b"Message-ID: <m1@medecin.mssante.example>", b"Message-ID: <@>", MailFlaw.NO_MESSAGE_ID),
        (b"To: ", b"To: " + b", ".join(b"u%d@x" % n for n in range(300)) + b", ",
         MailFlaw.TOO_MANY_ADDRESSES),
    ],
)  # fmt: skip
def test_what_is_odd_is_said(changed: bytes, to: bytes, flaw: MailFlaw) -> None:
    raw = mail()
    assert changed in raw
    assert parse_mail(raw.replace(changed, to, 1)).flaws == {flaw}


def test_a_report_says_its_type() -> None:
    raw = whole(multipart("report", part(b"x"), extra="; report-type=Delivery-Status"))
    assert parse_mail(raw).report_type == "delivery-status"


def test_bare_line_feeds_are_read() -> None:
    read = parse_mail(SKELETON.replace(b"\r\n", b"\n"))
    assert [one.name for one in read.attachments] == ["IHE_XDM.ZIP", "20261120_CR été.pdf"]


def test_a_message_in_a_message_is_an_attachment_that_can_be_read() -> None:
    read = parse_mail(whole(b"Content-Type: message/rfc822\r\n\r\n" + SKELETON))
    (inside,) = read.attachments
    assert parse_mail(inside.content).subject.text == "Bonjour"


def test_headers_alone_are_a_mail() -> None:
    assert parse_mail(HEAD).body == ""


@given(
    st.sampled_from(GOOD),
    st.lists(st.tuples(st.integers(0, 1_500), st.binary(max_size=8)), max_size=8),
)
def test_bytes_overwritten(raw: bytes, changes: list[tuple[int, bytes]]) -> None:
    changed = bytearray(raw)
    for place, written in changes:
        changed[place : place + len(written)] = written
    _read_or_refuse(bytes(changed))


@given(st.sampled_from(GOOD), st.integers(0, 1_500))
def test_truncated(raw: bytes, length: int) -> None:
    _read_or_refuse(raw[:length])


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_pieces_in_any_order(raw: bytes) -> None:
    _read_or_refuse(raw)


@given(st.binary(max_size=400))
def test_anything(raw: bytes) -> None:
    _read_or_refuse(raw)


def _read_or_refuse(raw: bytes) -> None:
    try:
        read = parse_mail(raw)
    except MailRefused as refused:
        assert refused.reason in MailReason
        return
    assert "\0" not in read.body
    assert all(one.name for one in read.attachments)
    assert [one.number for one in read.attachments] == list(range(1, len(read.attachments) + 1))
