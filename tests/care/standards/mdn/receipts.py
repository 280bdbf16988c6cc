"""Receipts of our own making, as other software writes them."""

from __future__ import annotations

from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.parser import parse_mail
from tests.care.standards.rfc5322.mails import multipart, part, whole

ORIGINAL = b"Message-ID: <m1@x>\r\nSubject: Lettre\r\n\r\ntexte\r\n"
DELIVERY = (
    b"Reporting-MTA: dns; mx.x.example\r\nOriginal-Envelope-Id: env-7\r\n\r\n"
    b"Final-Recipient: rfc822; a@b.example\r\nOriginal-Recipient: rfc822;A@b.example\r\n"
    b"Action: failed\r\nStatus: 5.1.1 (bad)\r\nRemote-MTA: dns; mx.b.example\r\n"
    b"Diagnostic-Code: smtp; 550 5.1.1 inconnu\r\n au bataillon\r\n\r\n"
    b"Final-Recipient: rfc822;c@d.example\r\nAction: Relayed\r\nStatus: 2.0.0\r\n"
)


def reading(fields: str, original: bytes = ORIGINAL) -> Mail:
    """An MDN with these fields."""
    parts = [
        part(b"lu", "Content-Type: text/plain"),
        part(
            fields.replace("\n", "\r\n").encode(), "Content-Type: message/disposition-notification"
        ),
    ]
    if original:
        parts.append(part(original, "Content-Type: message/rfc822"))
    return parse_mail(
        whole(multipart("report", *parts, extra="; report-type=disposition-notification"))
    )


def delivery(content: bytes = DELIVERY) -> Mail:
    """A DSN with this content."""
    parts = [
        part(b"echec", "Content-Type: text/plain"),
        part(content, "Content-Type: message/delivery-status"),
        part(ORIGINAL, "Content-Type: text/rfc822-headers"),
    ]
    return parse_mail(whole(multipart("report", *parts, extra="; report-type=delivery-status")))
