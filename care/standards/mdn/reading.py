"""Reading receipts out of a parsed mail."""

from __future__ import annotations

import re

from care.standards.mdn.fields import Fields, bare_id, find_report, read_original, typed
from care.standards.mdn.model import (
    DeliveryAction,
    DeliveryReport,
    Disposition,
    ReadingReceipt,
    RecipientDelivery,
)
from care.standards.mdn.reason import ReportReason, ReportRefused
from care.standards.rfc5322.model import Mail

MDN_TYPE = "message/disposition-notification"
DSN_TYPE = "message/delivery-status"
_CODE = re.compile(r"\b(\d{1,3})\b\s*[\^:–-]?\s*(.*)", re.DOTALL)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_LONGEST_WORDS = 500


def read_reading_receipt(mail: Mail) -> ReadingReceipt:
    """The MDN in `mail`. Raises ReportRefused."""
    groups = find_report(mail, MDN_TYPE)
    fields: dict[str, str] = {}
    for group in groups:
        fields = {**group, **fields}
    written = fields.get("disposition", "")
    if not written:
        raise ReportRefused(ReportReason.NO_DISPOSITION)
    mode, _, rest = written.partition(";")
    kind, _, modifiers = rest.partition("/")
    code, words = _error(fields, modifiers)
    about = fields.get("original-message-id") or read_original(mail).get("message-id", "")
    return ReadingReceipt(
        disposition=_disposition(kind),
        message_id=bare_id(about) or mail.in_reply_to,
        recipient=typed(fields.get("final-recipient", "")),
        original_recipient=typed(fields.get("original-recipient", "")),
        reporter=fields.get("reporting-ua", ""),
        is_error="error" in modifiers.casefold() or code not in {None, 0},
        error_code=code,
        error=words,
        by_machine="manual-action" not in mode.casefold(),
    )


def read_delivery_report(mail: Mail) -> DeliveryReport:
    """The DSN in `mail`. Raises ReportRefused."""
    first, *others = find_report(mail, DSN_TYPE)
    groups = others if "final-recipient" not in first else [first, *others]
    recipients = tuple(_recipient(one) for one in groups if "final-recipient" in one)
    if not recipients:
        raise ReportRefused(ReportReason.NO_RECIPIENT)
    return DeliveryReport(
        recipients,
        bare_id(read_original(mail).get("message-id", "")),
        first.get("original-envelope-id", ""),
        typed(first.get("reporting-mta", "")),
    )


def _disposition(text: str) -> Disposition:
    name = text.strip().casefold()
    return Disposition(name) if name in set(Disposition) else Disposition.UNKNOWN


def _error(fields: Fields, modifiers: str) -> tuple[int | None, str]:
    """`Error: 903^INS absent`; older software wrote it after `processed/Error:`."""
    older = modifiers.partition(":")[2]
    written = (fields.get("error") or fields.get("failure") or older).strip()[:_LONGEST_WORDS]
    found = _CODE.match(written)
    return (int(found[1]), found[2].partition("^")[0].strip()) if found else (None, written)


def _recipient(fields: Fields) -> RecipientDelivery:
    action = fields.get("action", "").strip().casefold()
    status = _STATUS.search(fields.get("status", ""))
    known = DeliveryAction(action) if action in set(DeliveryAction) else DeliveryAction.UNKNOWN
    if known is DeliveryAction.UNKNOWN and status and status[1].startswith("5"):
        known = DeliveryAction.FAILED
    return RecipientDelivery(
        typed(fields["final-recipient"]),
        known,
        status[1] if status else "",
        typed(fields.get("diagnostic-code", ""))[:_LONGEST_WORDS],
        typed(fields.get("remote-mta", "")),
        typed(fields.get("original-recipient", "")),
    )
