"""The few headers that moving a mail needs, out of anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.mail.headers import header_values, message_id_of, sender_of


@given(st.binary(max_size=2000))
def test_no_bytes_make_them_fail(source: bytes) -> None:
    for name in ("from", "message-id", "x"):
        header_values(source, name)
    sender_of(source)
    message_id_of(source)


@given(st.text(max_size=300))
def test_no_sender_makes_them_fail(text: str) -> None:
    found = sender_of(f"From: {text}\r\n\r\n".encode())
    assert found == "" or found.count("@") == 1


def test_folded_headers_are_one_and_the_body_is_none() -> None:
    source = b"Subject: un\r\n deux\r\n\ttrois\r\nX: a\r\nx: b\r\n\r\nX: c\r\n"
    assert header_values(source, "subject") == ["un deux trois"]
    assert header_values(source, "X") == ["a", "b"]


def test_a_sender_is_one_address_or_none() -> None:
    assert sender_of(b'From: "Dr A. FICTIF" <A@B.example>\n\n') == "a@b.example"
    for doubtful in (
        b"From: a@b.example, c@d.example\n\n",
        b"From: a@b.example\nFrom: c@d.example\n\n",
        b"From: a\n\n",
        b"Subject: x\n\n",
        b"From: a@b.example@c.example\n\n",
    ):
        assert sender_of(doubtful) == ""


def test_a_message_id_is_one_or_none() -> None:
    assert message_id_of(b"Message-Id:\r\n <a@b>\r\n\r\n") == "<a@b>"
    assert message_id_of(b"Message-ID: <a@b>\nMessage-ID: <c@d>\n\n") == ""
    assert message_id_of(b"Message-ID: <a@b> <c@d>\n\n") == ""


def test_an_endless_header_block_ends() -> None:
    assert header_values(b"X: " + b"a\r\n " * 10_000_000, "subject") == []
    assert sender_of(b"From: " + b'"a" ' * 1_000_000) == ""
