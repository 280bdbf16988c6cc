"""Headers: decoded, unfolded, bounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.headers import Headers, decode_words, shorten_subject
from care.standards.rfc5322.limits import MailBounds
from care.standards.rfc5322.parser import parse_mail
from tests.care.standards.rfc5322.mails import mail

BOUNDS = MailBounds()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?B?UsOpc3VtYXM=?= =?utf-8?Q?_=C3=A9?=", "Résumas é"),
        ("=?iso-8859-1?Q?=E9t=E9?=", "été"),
        ("=?windows-1252?q?10=80?=", "10€"),
        ("=?x-nope?B?4pyT?= ok", "✓ ok"),
        ("=?utf-8?B?!!!?= x", "x"),
        ("=?utf-8?Q?=zz?=", "=zz"),
        ("=?idna?q?xn--a..b?=", "xn--a..b"),
        ("plain  text", "plain text"),
    ],
)
def test_encoded_words(written: str, read: str) -> None:
    assert decode_words(written, BOUNDS) == read


def test_bytes_above_ascii_in_either_charset() -> None:
    for charset in ("utf-8", "latin-1"):
        raw = mail(headers="Comments: Résumé\r\n".encode(charset))
        assert parse_mail(raw).headers.text("comments") == "Résumé"


def test_too_many_words_stay_as_they_are() -> None:
    written = "=?utf-8?q?a?= " * 500
    assert decode_words(written, BOUNDS).startswith("=?utf-8?q?a?= =?")


def test_folds_and_repetitions() -> None:
    read = parse_mail(mail(headers=b"X-A: one\r\n two\r\nX-A: three\r\n")).headers
    assert read.text("x-a") == "one two"
    assert list(read.all_raw("x-a")) == ["one two", "three"]
    assert read.has("x-a")
    assert not read.has("x-b")
    assert read.text("x-b") == ""


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("<a@b>", ("a@b",)),
        ("<a@b> <c@d>", ("a@b", "c@d")),
        ("<a@b><c@d>,<e", ("a@b", "c@d")),
        ("a@b", ("a@b",)),
        ("<@>", ()),
        ("<bro ken", ()),
        ("", ()),
    ],
)
def test_identifiers(written: str, ids: tuple[str, ...]) -> None:
    assert Headers((("message-id", written),), BOUNDS).ids("message-id") == ids


def test_only_the_last_references_are_kept() -> None:
    many = " ".join(f"<{number}@x>" for number in range(300))
    assert Headers((("references", many),), BOUNDS).ids("references")[-1] == "299@x"
    assert len(Headers((("references", many),), BOUNDS).ids("references")) == 100


def test_a_subject_fits_a_line() -> None:
    assert len(shorten_subject("x" * 5_000)) == 1_000


@given(st.text(max_size=200))
def test_never_an_error(text: str) -> None:
    decode_words(text, BOUNDS)
    Headers((("message-id", text),), BOUNDS).ids("message-id")
