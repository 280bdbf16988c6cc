"""Which part is the text of a mail."""

from __future__ import annotations

import pytest

from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.reason import MailFlaw
from tests.care.standards.rfc5322.mails import mail, multipart, part, whole

PLAIN = part("été".encode(), "Content-Type: text/plain; charset=utf-8")
HTML = part("<p>été <b>riche</b></p>".encode(), "Content-Type: text/html; charset=utf-8")
EMPTY = part(b" \r\n", "Content-Type: text/plain")
FILE = part(b"notes", "Content-Type: text/plain", "Content-Disposition: attachment; filename=n.txt")
PICTURE = part(b"x", "Content-Type: image/png", "Content-ID: <i1@x>")
INVITATION = part(b"BEGIN:VCALENDAR", "Content-Type: text/calendar; method=REQUEST")


@pytest.mark.parametrize(
    ("content", "body", "files"),
    [
        (multipart("alternative", PLAIN, HTML), "été", []),
        (multipart("alternative", HTML), "été riche", []),
        (multipart("alternative", EMPTY, HTML), "été riche", []),
        (multipart("alternative", PLAIN, HTML, INVITATION), "été", ["document-1.ics"]),
        (multipart("mixed", PLAIN, FILE), "été", ["n.txt"]),
        (multipart("mixed", PLAIN, HTML), "été\n\nété riche", []),
        (multipart("mixed", FILE), "", ["n.txt"]),
        (
            multipart("mixed", multipart("alternative", PLAIN, HTML, boundary="i"), FILE),
            "été",
            ["n.txt"],
        ),
        (
            multipart("alternative", PLAIN, multipart("related", HTML, PICTURE, boundary="i")),
            "été",
            ["document-1.png"],
        ),
        (multipart("related", HTML, PICTURE), "été riche", ["document-1.png"]),
        (multipart("signed", PLAIN, part(b"x", "Content-Type: application/pkcs7-signature")),
         "été", ["document-1.p7s"]),
    ],
)  # fmt: skip
def test_every_arrangement(content: bytes, body: str, files: list[str]) -> None:
    read = parse_mail(whole(content))
    assert read.body == body
    assert [one.name for one in read.attachments] == files


def test_flowing_lines_go_on() -> None:
    raw = mail(
        b"une ligne \r\nqui va \r\nau bout\r\n-- \r\nAlice\r\n",
        b"Content-Type: text/plain; format=flowed\r\n",
    )
    assert parse_mail(raw).body == "une ligne qui va au bout\n-- \nAlice"


def test_a_false_charset_is_said() -> None:
    raw = mail("été".encode("latin-1"), b"Content-Type: text/plain; charset=utf-8\r\n")
    read = parse_mail(raw)
    assert read.body == "été"
    assert read.flaws == {MailFlaw.CHARSET_WRONG}


def test_an_endless_body_is_cut_and_said() -> None:
    read = parse_mail(mail(b"x" * 2_000_000))
    assert len(read.body) == 1_000_000
    assert MailFlaw.BODY_CUT in read.flaws


def test_an_unclosed_multipart_is_read() -> None:
    content = multipart("mixed", PLAIN, FILE).rpartition(b"--b1--")[0]
    assert parse_mail(whole(content)).body == "été"
