"""What no person wrote."""

from __future__ import annotations

import pytest

from care.standards.rfc5322.automatic import is_automatic, is_automatic_answer
from care.standards.rfc5322.parser import parse_mail
from tests.care.standards.rfc5322.mails import HEAD, mail, multipart, part, whole


@pytest.mark.parametrize(
    ("header", "is_answer"),
    [
        (b"Auto-Submitted: auto-generated", False),
        (b"Auto-Submitted: auto-replied (vacation)", True),
        (b"Auto-Submitted: auto-notified; owner-email=x", True),
        (b"Precedence: bulk", False),
        (b"Precedence: auto_reply", True),
        (b"List-Id: <l.example>", False),
        (b"List-Unsubscribe: <mailto:x@y>", False),
        (b"X-Auto-Response-Suppress: All", False),
        (b"X-Autoreply: yes", True),
        (b"Return-Path: <>", True),
    ],
)
def test_headers_of_machines(header: bytes, is_answer: bool) -> None:
    read = parse_mail(mail(headers=header + b"\r\n"))
    assert is_automatic(read)
    assert is_automatic_answer(read) is is_answer


@pytest.mark.parametrize(
    "header",
    [b"Auto-Submitted: no", b"Precedence: first-class", b"X-Auto-Response-Suppress: None",
     b"Return-Path: <a@b>", b"X: y"],
)  # fmt: skip
def test_headers_of_people(header: bytes) -> None:
    assert not is_automatic(parse_mail(mail(headers=header + b"\r\n")))


@pytest.mark.parametrize(
    "address", [b"mailer-daemon@x", b"MAILER-DAEMON@x", b"no-reply@x", b"noreply@x"]
)
def test_addresses_of_machines(address: bytes) -> None:
    head = HEAD.replace(b"Alice FICTIF <alice.fictif@medecin.mssante.example>", address)
    assert is_automatic(parse_mail(mail(head=head)))


def test_people_whose_name_looks_like_one() -> None:
    head = HEAD.replace(b"alice.fictif@", b"postmasterson@")
    assert not is_automatic(parse_mail(mail(head=head)))


def test_subjects_and_reports() -> None:
    head = HEAD.replace(b"Subject: Bonjour", "Subject: Réponse automatique : absente".encode())
    assert is_automatic_answer(parse_mail(mail(head=head)))
    report = multipart("report", part(b"x"), extra="; report-type=delivery-status")
    assert is_automatic_answer(parse_mail(whole(report)))
