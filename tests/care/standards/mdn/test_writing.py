"""Writing receipts, and when none may be written."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from care.standards.mdn.model import Disposition
from care.standards.mdn.reading import read_reading_receipt
from care.standards.mdn.writing import OutgoingReceipt, compose_receipt, may_notify
from care.standards.rfc5322.composer import OutgoingMail, compose_mail, thread_of
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.subject import build_refusal_subject
from tests.care.standards.mdn.receipts import delivery, reading
from tests.care.standards.people import AT
from tests.care.standards.rfc5322.mails import mail
from tests.care.standards.rfc5322.outgoing import ALICE, LETTER, RADIO

ASKED = parse_mail(compose_mail(LETTER))
REFUSAL = OutgoingReceipt(Disposition.PROCESSED, RADIO, "Cercle; 1", 904, "INS incohérent")


def _envelope(subject: str = "Lu") -> OutgoingMail:
    return OutgoingMail(
        "r1@x",
        AT,
        RADIO,
        (ALICE,),
        subject,
        "Non intégré.",
        thread=thread_of(ASKED),
        is_automatic=True,
    )


def _written(receipt: OutgoingReceipt, subject: str = "Lu") -> bytes:
    return compose_receipt(_envelope(subject), receipt, ASKED)


def test_a_refusal_comes_back() -> None:
    subject = build_refusal_subject(LETTER.subject, 904)
    read = parse_mail(_written(REFUSAL, subject))
    receipt = read_reading_receipt(read)
    assert (receipt.error_code, receipt.error, receipt.is_error) == (904, "INS incohérent", True)
    assert (receipt.message_id, receipt.recipient) == (LETTER.message_id, RADIO.address)
    assert (receipt.reporter, receipt.by_machine) == ("Cercle; 1", True)
    assert (read.subject.error_code, read.subject.is_document) == (904, True)
    assert read.in_reply_to == LETTER.message_id
    assert read.report_type == "disposition-notification"
    assert read.body == "Non intégré."
    assert read.flaws == frozenset()


def test_a_good_one_comes_back() -> None:
    receipt = OutgoingReceipt(Disposition.DISPLAYED, RADIO, "Cercle; 1", by_machine=False)
    read = read_reading_receipt(parse_mail(_written(receipt)))
    assert (read.is_positive, read.by_machine, read.error_code) == (True, False, None)


def test_the_form_is_that_of_the_standards() -> None:
    raw = _written(REFUSAL)
    assert raw == _written(REFUSAL)
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    read = message_from_bytes(raw, policy=default)
    assert [one.get_content_type() for one in read.iter_parts()] == [
        "text/plain", "message/disposition-notification", "text/rfc822-headers",
    ]  # fmt: skip
    assert not list(read.defects)


def test_the_files_are_not_sent_back() -> None:
    assert b"PK" not in _written(REFUSAL)
    assert b"IHE_XDM.ZIP" not in _written(REFUSAL)


def test_one_that_was_asked_for_may_leave() -> None:
    assert may_notify(ASKED)
    assert not may_notify(parse_mail(compose_mail(replace(LETTER, wants_reading=False))))


@pytest.mark.parametrize(
    "read",
    [
        parse_mail(_written(REFUSAL)),
        reading("Disposition: x; displayed\n"),
        delivery(),
        parse_mail(mail(headers=b"Auto-Submitted: auto-replied\r\nDisposition-Notification-To: "
                        b"alice.fictif@medecin.mssante.example\r\n")),
        parse_mail(mail(headers=b"Return-Path: <>\r\nDisposition-Notification-To: "
                        b"alice.fictif@medecin.mssante.example\r\n")),
        parse_mail(mail(headers=b"Disposition-Notification-To: victim@x.example\r\n")),
        parse_mail(mail(headers=b"Disposition-Notification-To: victim@x.example, "
                        b"alice.fictif@medecin.mssante.example\r\n")),
    ],
)  # fmt: skip
def test_machines_never_answer_machines_nor_somebody_else(read: Mail) -> None:
    assert not may_notify(read)


def test_a_receipt_for_a_receipt_is_never_written_even_when_asked() -> None:
    asking = _written(REFUSAL).replace(
        b"Auto-Submitted: auto-replied", f"Disposition-Notification-To: {RADIO.address}".encode()
    )
    read = parse_mail(asking)
    assert read.notify_to
    assert not may_notify(read)


def test_software_that_sends_by_itself_may_ask_for_one() -> None:
    raw = mail(
        headers=b"Auto-Submitted: auto-generated\r\n"
        b"Disposition-Notification-To: alice.fictif@medecin.mssante.example\r\n"
    )
    assert may_notify(parse_mail(raw))
