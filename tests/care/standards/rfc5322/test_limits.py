"""What no parser may see."""

from __future__ import annotations

import pytest

from care.standards.rfc5322.limits import MailBounds, check_limits
from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.reason import MailReason, MailRefused
from tests.care.standards.rfc5322.mails import HEAD, mail, nested, repeated

WORDS = b"Subject: " + b"=?utf-8?q?=C3=A9?= " * 20_000 + b"\r\n"
REFUSED = {
    "nothing": (b" \r\n", MailReason.EMPTY),
    "50 MB": (mail(b"x" * 50_000_000), MailReason.TOO_BIG),
    "encoded words without end": (mail(headers=WORDS), MailReason.HEADER_TOO_LONG),
    "headers without end": (
        b"".join(b"X-%d: v\r\n" % n for n in range(200_000)),
        MailReason.HEADER_TOO_LONG,
    ),
    "many short headers": (mail(headers=b"X: v\r\n" * 3_000), MailReason.TOO_MANY_HEADERS),
    "parameters without end": (
        mail(headers=b"Content-Type: text/plain" + b"; p=v" * 20_000 + b"\r\n"),
        MailReason.HEADER_TOO_LONG,
    ),
    "folded parameters inside a part": (
        mail(
            b"--b\r\nContent-Type: text/plain" + b";\r\n p=v" * 20_000 + b"\r\n\r\nx\r\n--b--\r\n",
            b"Content-Type: multipart/mixed; boundary=b\r\n",
        ),
        MailReason.HEADER_TOO_LONG,
    ),
    "empty lines": (mail(b"\n" * 10_000_000), MailReason.TOO_MANY_LINES),
    "parts": (
        repeated(
            HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n",
            b"--b\r\n\r\nx\r\n",
            100_000,
        ),
        MailReason.TOO_MANY_PARTS,
    ),
    "a few hundred parts": (
        repeated(
            HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n", b"--b\r\n\r\nx\r\n", 300
        ),
        MailReason.TOO_MANY_PARTS,
    ),
    "30 levels": (nested(30), MailReason.TOO_DEEP),
    "200 levels": (nested(200), MailReason.TOO_DEEP),
    "3000 levels": (nested(3_000), MailReason.TOO_MANY_PARTS),
    "2000 messages in messages": (nested(2_000, "message"), MailReason.TOO_MANY_PARTS),
    "no headers": (b"\r\n\r\nbody only", MailReason.UNREADABLE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    raw, reason = REFUSED[name]
    with pytest.raises(MailRefused) as refused:
        parse_mail(raw)
    assert refused.value.reason is reason


def test_bounds_are_the_callers() -> None:
    check_limits(mail(), MailBounds())
    with pytest.raises(MailRefused):
        check_limits(mail(), MailBounds(size=10))


def test_a_whole_mssante_mail_passes() -> None:
    check_limits(mail(b"QUJD" * 19 * 340_000), MailBounds())
