"""Delivery notices (RFC 3464) and receipts (RFC 8098) that come back: on which mail, and what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from care.mail.delivery import Happening
from care.mail.headers import header_values
from care.standards.mdn.model import DeliveryAction, Disposition, ReadingReceipt
from care.standards.mdn.reading import read_delivery_report, read_reading_receipt
from care.standards.mdn.reason import ReportRefused
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.reason import MailRefused

_ACTIONS = {
    DeliveryAction.DELIVERED: Happening.ARRIVED,
    DeliveryAction.RELAYED: Happening.ARRIVED,
    DeliveryAction.EXPANDED: Happening.ARRIVED,
    DeliveryAction.DELAYED: Happening.DELAYED,
    DeliveryAction.FAILED: Happening.BOUNCED,
}
_DISPOSITIONS = {
    Disposition.DISPLAYED: Happening.OPENED,
    Disposition.PROCESSED: Happening.OPENED,
    Disposition.DISPATCHED: Happening.ARRIVED,
    Disposition.DELETED: Happening.DISCARDED,
    Disposition.FAILED: Happening.UNUSABLE,
}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What happened for one recipient. `code`: of RFC 3463, or of the CI-SIS."""

    recipient: str
    happening: Happening
    code: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """About which mail: by its Message-ID, or by the token of the attempt."""

    message_id: str
    token: str
    lines: tuple[ReportLine, ...]


def read_report(source: bytes) -> Report | None:
    """The report in a mail; None when it is no report, or one that says nothing readable."""
    if "multipart/report" not in " ".join(header_values(source, "content-type")).lower():
        return None
    try:
        mail = parse_mail(source)
    except MailRefused:
        return None
    report = _read_receipt(mail) or _read_notice(mail)
    return report if report and report.lines and (report.message_id or report.token) else None


def _read_receipt(mail: Mail) -> Report | None:
    try:
        receipt = read_reading_receipt(mail)
    except ReportRefused:
        return None
    happening = Happening.UNUSABLE if receipt.is_error else _DISPOSITIONS.get(receipt.disposition)
    code = "" if receipt.error_code is None else str(receipt.error_code)
    recipient = _address(receipt.original_recipient or receipt.recipient)
    lines = () if happening is None else (ReportLine(recipient, happening, code),)
    return Report(_bracketed(receipt), "", lines)


def _read_notice(mail: Mail) -> Report | None:
    try:
        notice = read_delivery_report(mail)
    except ReportRefused:
        return None
    lines = (
        ReportLine(_address(one.original_recipient or one.recipient), happening, one.status)
        for one in notice.recipients
        if (happening := _ACTIONS.get(one.action)) is not None
    )
    message_id = f"<{notice.message_id}>" if notice.message_id else ""
    return Report(message_id, notice.envelope_id, tuple(lines))


def _bracketed(receipt: ReadingReceipt) -> str:
    return f"<{receipt.message_id}>" if receipt.message_id else ""


def _address(text: str) -> str:
    """Lower case; as we wrote it to the server, letters in hexadecimal (RFC 3461 §4) are back."""
    return re.sub(r"\+([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), text).lower()
