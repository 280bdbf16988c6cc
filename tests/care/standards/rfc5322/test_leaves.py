"""Parts, out of whatever nesting and encoding."""

from __future__ import annotations

import base64
import quopri
from email import message_from_bytes
from email.policy import compat32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.leaves import Leaf, find_leaves, parameter
from care.standards.rfc5322.limits import MailBounds
from care.standards.rfc5322.reason import MailFlaw, MailReason, MailRefused
from tests.care.standards.rfc5322.mails import multipart, nested, part, whole

BOUNDS = MailBounds()


def _leaves(raw: bytes, flaws: set[MailFlaw] | None = None) -> list[Leaf]:
    message = message_from_bytes(raw, policy=compat32)
    return list(find_leaves(message, BOUNDS, set() if flaws is None else flaws))


def test_order_and_surroundings() -> None:
    inner = multipart(
        "alternative", part(b"a"), part(b"b", "Content-Type: text/html"), boundary="i"
    )
    read = _leaves(whole(multipart("mixed", inner, part(b"c"))))
    assert [(one.content, one.inside, one.place) for one in read] == [
        (b"a", ("multipart/mixed", "multipart/alternative"), 0),
        (b"b", ("multipart/mixed", "multipart/alternative"), 1),
        (b"c", ("multipart/mixed",), 1),
    ]


@given(st.binary(max_size=200))
def test_any_bytes_come_through_either_encoding(content: bytes) -> None:
    encoded = base64.encodebytes(content).replace(b"\n", b"\r\n")
    (read,) = _leaves(b"Content-Transfer-Encoding: BASE64\r\n\r\n" + encoded)
    assert read.content == content
    line = content.replace(b"\r", b"").replace(b"\n", b"")
    quoted = quopri.encodestring(line, quotetabs=True).replace(b"\n", b"\r\n")
    (read,) = _leaves(b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted)
    assert read.content == line


def test_bytes_above_ascii_come_through_as_they_are() -> None:
    for encoding in ("8bit", "binary", "bogus", ""):
        (read,) = _leaves(f"Content-Transfer-Encoding: {encoding}\r\n\r\n".encode() + b"\xe9t\xe9")
        assert read.content == b"\xe9t\xe9"


def test_damaged_base64_gives_what_is_left() -> None:
    flaws: set[MailFlaw] = set()
    (read,) = _leaves(b"Content-Transfer-Encoding: base64\r\n\r\nQUJ*DRE\r\nV=", flaws)
    assert read.content[:5] == b"ABCDE"
    assert flaws == {MailFlaw.ENCODING_WRONG}


@pytest.mark.parametrize(
    ("value", "name", "read"),
    [
        ('attachment; filename="a b.pdf"', "filename", "a b.pdf"),
        ("attachment; filename*=utf-8''caf%C3%A9.pdf", "filename", "café.pdf"),
        ("attachment; filename*0*=iso-8859-1''caf%e9; filename*1=\".pdf\"", "filename", "café.pdf"),
        ("attachment; filename*=x-nope''%e9.pdf", "filename", "é.pdf"),
        ('attachment; filename="=?utf-8?q?caf=C3=A9.pdf?="', "filename", "café.pdf"),
        ('attachment; filename="caf\udce9.pdf"', "filename", "café.pdf"),
        ("attachment" + "; p=v" * 200 + "; filename=x", "filename", ""),
        (";;;", "filename", ""),
        ('text/plain/;;; charset=""; =x; boundary', "charset", ""),
        ("attachment; filename", "filename", ""),
    ],
)
def test_parameters_in_every_writing(value: str, name: str, read: str) -> None:
    assert parameter(value, name, BOUNDS) == read


def test_an_attached_message_is_one_leaf() -> None:
    inside = b"Subject: dedans\r\n\r\ntexte\r\n"
    (read,) = _leaves(whole(b"Content-Type: message/rfc822\r\n\r\n" + inside))
    assert (read.media_type, read.content) == ("message/rfc822", inside)


def test_an_attached_message_that_was_encoded_all_the_same() -> None:
    inside = b"Subject: dedans\r\n\r\ntexte\r\n"
    head = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    (read,) = _leaves(head + base64.b64encode(inside))
    assert read.content == inside


def test_depth_and_number_are_bounded() -> None:
    with pytest.raises(MailRefused) as refused:
        _leaves(nested(25))
    assert refused.value.reason is MailReason.TOO_DEEP
    many = multipart("mixed", *[part(b"x")] * 201)
    with pytest.raises(MailRefused) as refused:
        _leaves(whole(many))
    assert refused.value.reason is MailReason.TOO_MANY_PARTS


@given(st.text(max_size=80), st.sampled_from(["filename", "name", "charset"]))
def test_parameters_never_an_error(value: str, name: str) -> None:
    parameter(value, name, BOUNDS)
