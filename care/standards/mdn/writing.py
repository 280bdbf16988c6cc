"""Writing an MDN (RFC 8098, with the errors of the CI-SIS), and when one may be written at all."""

from __future__ import annotations

from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP

from care.standards.mdn.model import Disposition
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.automatic import is_automatic_answer
from care.standards.rfc5322.composer import OutgoingMail, set_boundaries, write_headers
from care.standards.rfc5322.model import Mail

_POLICY = SMTP.clone(max_line_length=76)
_KEPT = ("From", "To", "Cc", "Subject", "Date", "Message-ID", "References", "In-Reply-To")


@dataclass(frozen=True, slots=True)
class OutgoingReceipt:
    """What to report. `by_machine`: no person decided it; an `error_code` makes it a refusal."""

    disposition: Disposition
    recipient: Mailbox
    reporter: str
    error_code: int | None = None
    error: str = ""
    by_machine: bool = True


def may_notify(mail: Mail) -> bool:
    """Whether a receipt for `mail` may leave: one was asked, and no machine answers a machine.

    A receipt for a receipt never is. RFC 8098 §2.1: several addresses, or one that is not the
    sender's, could turn receipts against somebody else: then none is sent.
    """
    wanted = {one.key for one in mail.notify_to}
    known = {one.key for one in (*mail.senders, *mail.reply_to)}
    return len(wanted) == 1 and wanted <= known and not is_automatic_answer(mail)


def compose_receipt(envelope: OutgoingMail, receipt: OutgoingReceipt, answered: Mail) -> bytes:
    """The receipt for `answered`; `envelope` holds its words, subject, identifier and date.

    To be submitted with an empty return path. Raises ComposeRefused.
    """
    message = EmailMessage(policy=_POLICY)
    write_headers(message, envelope)
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = "multipart/report; report-type=disposition-notification"
    words = EmailMessage(policy=_POLICY)
    words.set_content(envelope.text, subtype="plain", charset="utf-8", cte="quoted-printable")
    for part in (words, _report(receipt, answered), _original(answered)):
        del part["MIME-Version"]
        message.attach(part)
    set_boundaries(message, envelope.message_id)
    return message.as_bytes()


def _report(receipt: OutgoingReceipt, answered: Mail) -> EmailMessage:
    mode = "automatic-action/MDN-sent-automatically"
    if not receipt.by_machine:
        mode = "manual-action/MDN-sent-manually"
    modifier = "/error" if receipt.error_code else ""
    fields = [
        ("Reporting-UA", receipt.reporter),
        ("Original-Recipient", f"rfc822;{receipt.recipient.address}"),
        ("Final-Recipient", f"rfc822;{receipt.recipient.address}"),
        ("Original-Message-ID", f"<{answered.message_id}>" if answered.message_id else ""),
        ("Disposition", f"{mode}; {receipt.disposition}{modifier}"),
        ("Error", f"{receipt.error_code}^{receipt.error}" if receipt.error_code else ""),
    ]
    return _text_part("message/disposition-notification", fields)


def _original(answered: Mail) -> EmailMessage:
    """The headers of the answered message: its files are not sent back."""
    written = ((name, answered.headers.raw(name.lower())) for name in _KEPT)
    fields = [
        (name, raw if raw.isascii() else answered.headers.text(name.lower()))
        for name, raw in written
    ]
    return _text_part("text/rfc822-headers", fields)


def _text_part(media_type: str, fields: list[tuple[str, str]]) -> EmailMessage:
    lines = [f"{name}: {_encoded(name, value)}\r\n" for name, value in fields if value]
    part = EmailMessage(policy=_POLICY)
    part["Content-Type"] = media_type
    part["Content-Transfer-Encoding"] = "7bit"
    part.set_payload("".join(lines))
    return part


def _encoded(name: str, value: str) -> str:
    """`value` on short lines of ASCII."""
    tidy = " ".join(value.split())
    charset = "us-ascii" if tidy.isascii() else "utf-8"
    return Header(tidy, charset, header_name=name).encode(linesep="\r\n")
