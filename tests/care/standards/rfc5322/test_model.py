"""A mail as we act on it."""

from __future__ import annotations

from care.standards.rfc5322.model import Attachment
from care.standards.rfc5322.parser import parse_mail
from tests.care.standards.rfc5322.mails import mail


def test_an_answer_goes_to_the_first_sender_when_nothing_else_is_said() -> None:
    read = parse_mail(mail())
    assert read.answer_to == read.senders[:1]


def test_the_thread_ends_with_what_is_answered() -> None:
    raw = mail(headers=b"References: <a@x>\r\nIn-Reply-To: <b@x>\r\n")
    assert parse_mail(raw).thread == ("a@x", "b@x")
    assert parse_mail(mail(headers=b"In-Reply-To: <b@x>\r\n")).thread == ("b@x",)
    assert parse_mail(mail()).thread == ()


def test_contents_are_not_printed() -> None:
    assert "secret" not in repr(Attachment(1, "a", "text/plain", b"secret"))
    assert "X-Secret" not in repr(parse_mail(mail(headers=b"X-Secret: 1\r\n")))
