"""Receipts as others write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.mdn.model import DeliveryAction, Disposition
from care.standards.mdn.reading import read_delivery_report, read_reading_receipt
from care.standards.mdn.reason import ReportReason, ReportRefused
from care.standards.rfc5322.parser import parse_mail
from tests.care.standards.mdn.receipts import delivery, reading
from tests.care.standards.rfc5322.mails import mail, multipart, whole

FIELDS = """Reporting-UA: LGC; 3.2
Original-Recipient: rfc822;a@b.example
Final-Recipient: rfc822;a@b.example
Original-Message-ID: <m1@x>
Disposition: automatic-action/MDN-sent-automatically; {}
{}"""


@pytest.mark.parametrize(
    ("disposition", "more", "expected"),
    [
        ("processed", "", (Disposition.PROCESSED, False, None, "")),
        ("displayed", "", (Disposition.DISPLAYED, False, None, "")),
        ("deleted", "", (Disposition.DELETED, False, None, "")),
        (
            "processed/error",
            "Error: 903^INS absent\n",
            (Disposition.PROCESSED, True, 903, "INS absent"),
        ),
        (
            "processed/Error: 904^INS incohérent",
            "",
            (Disposition.PROCESSED, True, 904, "INS incohérent"),
        ),
        (
            "processed/Error: 902^Patient inconnu^messageErrorCondition|E^Error^errorSeverity",
            "",
            (Disposition.PROCESSED, True, 902, "Patient inconnu"),
        ),
        ("processed", "Error: 0^OK\n", (Disposition.PROCESSED, False, 0, "OK")),
        ("processed", "Error: 207\n", (Disposition.PROCESSED, True, 207, "")),
        ("processed/error", "", (Disposition.PROCESSED, True, None, "")),
        ("never-seen", "", (Disposition.UNKNOWN, False, None, "")),
    ],
)
def test_every_disposition(
    disposition: str, more: str, expected: tuple[Disposition, bool, int | None, str]
) -> None:
    read = read_reading_receipt(reading(FIELDS.format(disposition, more)))
    assert (read.disposition, read.is_error, read.error_code, read.error) == expected
    assert (read.message_id, read.recipient) == ("m1@x", "a@b.example")
    assert (read.reporter, read.by_machine) == ("LGC; 3.2", True)


def test_what_is_positive() -> None:
    for disposition, is_positive in (("displayed", 1), ("processed/error", 0), ("deleted", 0)):
        read = read_reading_receipt(reading(FIELDS.format(disposition, "")))
        assert read.is_positive is bool(is_positive)


def test_the_original_tells_its_identifier_when_the_fields_do_not() -> None:
    read = read_reading_receipt(
        reading("Disposition: manual-action/MDN-sent-manually; displayed\n")
    )
    assert (read.message_id, read.by_machine) == ("m1@x", False)


def test_blank_lines_between_the_fields_are_forgiven() -> None:
    fields = FIELDS.format("displayed", "").replace("\nDisposition", "\n\nDisposition")
    assert read_reading_receipt(reading(fields)).message_id == "m1@x"


def test_a_forgotten_empty_line_is_forgiven() -> None:
    raw = multipart(
        "report",
        b"Le document n'a pas pu etre integre.",
        b"Content-Type: message/disposition-notification\r\n"
        b"Final-Recipient: rfc822; a@b.example \r\nOriginal-Message-ID: <m1@x >\r\n"
        b"Disposition:automatic-action/MDN-sent-automatically; processed/Error: 902^Inconnu",
        b"Content-Type: message/rfc822\r\nici le message",
        extra="; report-type=disposition-notification",
    )
    read = read_reading_receipt(parse_mail(whole(raw)))
    assert (read.message_id, read.recipient, read.error_code) == ("m1@x", "a@b.example", 902)


def test_a_delivery_report() -> None:
    read = read_delivery_report(delivery())
    assert (read.message_id, read.envelope_id, read.server) == ("m1@x", "env-7", "mx.x.example")
    failed, relayed = read.recipients
    assert (failed.recipient, failed.original_recipient) == ("a@b.example", "A@b.example")
    assert (failed.action, failed.status, failed.is_final_failure) == (
        DeliveryAction.FAILED, "5.1.1", True,
    )  # fmt: skip
    assert failed.diagnostic == "550 5.1.1 inconnu au bataillon"
    assert failed.server == "mx.b.example"
    assert (relayed.action, relayed.is_final_failure) == (DeliveryAction.RELAYED, False)


def test_a_failure_is_told_by_its_status_when_the_action_is_not() -> None:
    read = read_delivery_report(delivery(b"Final-Recipient: rfc822;a@b\r\nStatus: 5.2.2\r\n"))
    assert read.recipients[0].is_final_failure
    read = read_delivery_report(delivery(b"Final-Recipient: rfc822;a@b\r\nStatus: 4.2.2\r\n"))
    assert not read.recipients[0].is_final_failure


def test_what_is_no_report() -> None:
    for read in (read_reading_receipt, read_delivery_report):
        with pytest.raises(ReportRefused) as refused:
            read(parse_mail(mail()))
        assert refused.value.reason is ReportReason.NOT_A_REPORT


@given(st.text("Disposton-FalRcpe:;/^903 \n", max_size=120))
def test_never_an_error_but_the_typed_one(fields: str) -> None:
    for read, report in (
        (read_reading_receipt, reading(fields)),
        (read_delivery_report, delivery(fields.encode())),
    ):
        try:
            read(report)
        except ReportRefused as refused:
            assert refused.reason in ReportReason
