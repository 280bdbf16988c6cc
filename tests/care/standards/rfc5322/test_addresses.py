"""Mailboxes, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.addresses import Mailbox, is_mailbox, parse_mailboxes, read_mailboxes
from care.standards.rfc5322.headers import Headers
from care.standards.rfc5322.limits import MailBounds

BOUNDS = MailBounds()


def _read(*values: str) -> tuple[Mailbox, ...]:
    return read_mailboxes(Headers(tuple(("to", value) for value in values), BOUNDS), "to")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a@B.Example", (Mailbox("a@b.example"),)),
        ('Alice <a@b>, "F, Bob" <c@d>', (Mailbox("a@b", "Alice"), Mailbox("c@d", "F, Bob"))),
        ("=?utf-8?q?Ren=C3=A9e?= <a@b>", (Mailbox("a@b", "Renée"),)),
        ('"=?utf-8?q?Ren=C3=A9e?=" <a@b>', (Mailbox("a@b", "Renée"),)),
        (
            "=?utf-8?q?=22a=22=2C_b=40c?= <x@y>, undisclosed-recipients:;",
            (Mailbox("x@y", 'a", b@c'),),
        ),
        ('"a@b" <a@b>', (Mailbox("a@b"),)),
        ("Groupe: a@b, c@d;", (Mailbox("a@b"), Mailbox("c@d"))),
        ("a@b, A@b", (Mailbox("a@b"),)),
        ('<<<>>>@@ "un', ()),
        ("a@[300.1.1.", ()),
        (",,;:", ()),
        ("", ()),
        ("(" * 3_000 + "a@b", (Mailbox("a@b"),)),
    ],
)
def test_every_writing(written: str, read: tuple[Mailbox, ...]) -> None:
    assert _read(written) == read


def test_a_name_shows_no_direction_marks() -> None:
    (read,) = _read("\u202eevil\u202c <a@b>")
    assert read.name == "evil"


def test_at_most_two_hundred() -> None:
    assert len(_read(", ".join(f"u{number}@x" for number in range(1_000)))) == 200
    assert len(_read(*[f"u{number}@x" for number in range(300)])) == 200


def test_domain_and_key() -> None:
    assert Mailbox("A.B@c.example").domain == "c.example"
    assert Mailbox("A.B@c.example").key == "a.b@c.example"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("a@b", True), ("é@b", False), ("a@b\r\nBcc: x@y", False), ("a b@c", False), ("<a@b>", False),
     ("284067635112353@patient.mssante.example", True)],
)  # fmt: skip
def test_what_can_be_written_to(text: str, is_one: bool) -> None:
    assert is_mailbox(text) is is_one


@given(st.text('()<>@,;:\\".[]ab =?utf-8q', max_size=80))
def test_never_an_error(text: str) -> None:
    headers = Headers((), BOUNDS)
    for mailbox in parse_mailboxes(text, headers):
        assert "@" in mailbox.address
