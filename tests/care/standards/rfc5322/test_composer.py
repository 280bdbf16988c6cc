"""Writing mails: what is written is what is read, by us and by the standard library."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.composer import OutgoingFile, compose_mail, quote_mail, thread_of
from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.reason import ComposeReason, ComposeRefused
from tests.care.standards.rfc5322.outgoing import ALICE, LETTER, RADIO

lines = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=60)


def test_everything_comes_back() -> None:
    read = parse_mail(compose_mail(LETTER))
    assert (read.message_id, read.date) == (LETTER.message_id, LETTER.date)
    assert (read.senders, read.to, read.cc) == ((ALICE,), (RADIO,), LETTER.cc)
    assert (read.reply_to, read.thread) == (LETTER.reply_to, LETTER.thread)
    assert read.subject.text == "Lettre d’adressage EXEMPLE JEANNE 15/06/1984"
    assert read.body == LETTER.text
    assert [(one.name, one.media_type, one.content) for one in read.attachments] == [
        (one.name, one.media_type, one.content) for one in LETTER.files
    ]
    assert read.mss == LETTER.mss
    assert [one.address for one in read.notify_to] == [ALICE.address]
    assert read.headers.text("return-receipt-to") == f"<{ALICE.address}>"
    assert read.flaws == frozenset()


def test_the_form_is_that_of_the_standards() -> None:
    raw = compose_mail(LETTER)
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert raw.isascii()
    assert raw == compose_mail(LETTER)


def test_the_standard_library_agrees() -> None:
    read = message_from_bytes(compose_mail(LETTER), policy=default)
    assert read["Subject"] == LETTER.subject
    assert read.get_content_type() == "multipart/mixed"
    body = read.get_body()
    assert body is not None
    assert body.get_content().rstrip("\n").splitlines() == LETTER.text.splitlines()
    assert [one.get_filename() for one in read.iter_attachments()] == [
        one.name for one in LETTER.files
    ]


@given(lines, lines, st.lists(lines, max_size=6).map("\n".join))
def test_any_words_come_back(subject: str, name: str, text: str) -> None:
    mail = replace(
        LETTER, subject=subject, text=text, files=(), sender=Mailbox("a@b.example", name)
    )
    raw = compose_mail(mail)
    assert raw.isascii()
    read = message_from_bytes(raw, policy=default)
    assert " ".join(str(read["Subject"]).split()) == " ".join(subject.split())
    assert parse_mail(raw).body.split() == text.split()
    assert parse_mail(raw).senders[0].address == "a@b.example"


@given(st.binary(max_size=300), st.text(max_size=60))
def test_any_file_comes_back(content: bytes, name: str) -> None:
    raw = compose_mail(replace(LETTER, files=(OutgoingFile(name, "text/xml", content),)))
    (read,) = parse_mail(raw).attachments
    assert (read.content, read.media_type) == (content, "application/octet-stream")


def test_nothing_is_smuggled_into_the_headers() -> None:
    evil = "x\r\nBcc: victim@x.example\r\n\r\nbody"
    raw = compose_mail(replace(LETTER, subject=evil, sender=Mailbox("a@b.example", evil)))
    read = message_from_bytes(raw, policy=default)
    assert read["Bcc"] is None
    assert read.get_content_type() == "multipart/mixed"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"to": ()}, ComposeReason.NO_RECIPIENT),
        ({"to": (Mailbox("é@x"),)}, ComposeReason.BAD_ADDRESS),
        ({"to": (Mailbox("a@b\r\nBcc: x@y"),)}, ComposeReason.BAD_ADDRESS),
        ({"sender": Mailbox("nobody")}, ComposeReason.BAD_ADDRESS),
        ({"message_id": "a b"}, ComposeReason.BAD_MESSAGE_ID),
        ({"message_id": ""}, ComposeReason.BAD_MESSAGE_ID),
        ({"thread": ("a\nb",)}, ComposeReason.BAD_MESSAGE_ID),
        ({"date": datetime(2026, 11, 20)}, ComposeReason.DATE_WITHOUT_ZONE),  # noqa: DTZ001
    ],
)
def test_what_makes_no_mail(changes: dict[str, object], reason: ComposeReason) -> None:
    with pytest.raises(ComposeRefused) as refused:
        compose_mail(replace(LETTER, **changes))  # type: ignore[arg-type]
    assert refused.value.reason is reason


def test_an_answer_is_threaded_and_quotes() -> None:
    asked = parse_mail(compose_mail(replace(LETTER, text="Pouvez-vous la voir ?", files=())))
    text = quote_mail("Oui, lundi.", asked, "Le 20/11/2026, Alice FICTIF a écrit :")
    answer = parse_mail(
        compose_mail(
            replace(LETTER, message_id="m2@x", thread=thread_of(asked), text=text, files=())
        )
    )
    assert answer.thread == ("p1@x", "p2@x", LETTER.message_id)
    assert answer.in_reply_to == LETTER.message_id
    assert answer.folded.own == "Oui, lundi."
    assert answer.folded.quoted.endswith("> Pouvez-vous la voir ?")


def test_long_threads_keep_their_end() -> None:
    thread = tuple(f"m{number}@x" for number in range(200))
    read = parse_mail(compose_mail(replace(LETTER, thread=thread)))
    assert read.references == thread[-50:]


def test_machines_say_so() -> None:
    raw = compose_mail(replace(LETTER, is_automatic=True))
    assert parse_mail(raw).headers.text("auto-submitted") == "auto-replied"
    raw = compose_mail(replace(LETTER, is_automatic=True, thread=()))
    assert parse_mail(raw).headers.text("auto-submitted") == "auto-generated"


def test_a_boundary_never_occurs_in_the_content() -> None:
    raw = compose_mail(LETTER)
    again = compose_mail(
        replace(LETTER, files=(OutgoingFile("x", "application/zip", raw),), text=raw.decode())
    )
    read = parse_mail(again)
    assert [one.content for one in read.attachments] == [raw]
