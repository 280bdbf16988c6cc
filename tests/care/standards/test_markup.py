"""Strangers' XML: what is refused, what is forgiven."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.markup import (
    MarkupReason,
    MarkupRefused,
    guess_root,
    parse_markup,
)

_ENTITIES = b"".join(
    b'<!ENTITY l%d "%s">' % (level, (b"&l%d;" % (level - 1)) * 10 if level else b"lol")
    for level in range(10)
)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", MarkupReason.MALFORMED),
        (b"no xml", MarkupReason.MALFORMED),
        (b"<a><b></a>", MarkupReason.MALFORMED),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "declares_type"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x"><a/>', MarkupReason.DECLARES_TYPE),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a b="&x;"/>', MarkupReason.DECLARES_TYPE),
        (b"<!DOCTYPE a><a/>", MarkupReason.DECLARES_TYPE),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"), MarkupReason.DECLARES_TYPE),
        (b"<a>" * 300 + b"</a>" * 300, MarkupReason.TOO_DEEP),
        (b"<a>" * 3000 + b"x" * 11_000_000 + b"</a>" * 3000, MarkupReason.TOO_DEEP),
        (b"<a>" + b"<b/>" * 900_000 + b"</a>", MarkupReason.TOO_MANY_ELEMENTS),
        (b"<a>" + b" " * 50_000_000, MarkupReason.TOO_BIG),
        (b"<?xml version='1.0' encoding='nope'?><a/>", MarkupReason.MALFORMED),
    ],
)
def test_what_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(MarkupRefused) as refused:
        parse_markup(raw)
    assert refused.value.reason == reason


def test_entities_never_multiply() -> None:
    with pytest.raises(MarkupRefused):
        parse_markup(b"<!DOCTYPE a [" + _ENTITIES + b"]><a>&l9;</a>")


def test_a_declaration_is_refused_beside_a_long_text_too() -> None:
    bomb = b"<!DOCTYPE a [" + _ENTITIES + b"]><a><b>" + b"x" * 11_000_000 + b"</b>&l9;</a>"
    with pytest.raises(MarkupRefused):
        parse_markup(bomb)


def test_a_long_text_is_read_whole() -> None:
    root = parse_markup(b"<a>" + b"QUJD" * 3_500_000 + b"</a>").root
    assert len(root.text or "") == 14_000_000


def test_the_wrong_charset_is_guessed_and_said() -> None:
    said = parse_markup("<?xml version='1.0' encoding='UTF-8'?><a>été €</a>".encode("cp1252"))
    assert (said.root.text, said.is_charset_wrong) == ("été €", True)
    right = parse_markup("<?xml version='1.0' encoding='ISO-8859-1'?><a>été</a>".encode("latin-1"))
    assert (right.root.text, right.is_charset_wrong) == ("été", False)


def test_blanks_marks_and_comments_around_are_forgiven() -> None:
    raw = b"\xef\xbb\xbf\n  <?xml version='1.0'?><!-- x --><?pi y?><a><!-- z -->b</a>\0\n"
    assert parse_markup(raw).root.text == "b"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"<a/>", "a"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <no> -->\n<x:Root attr='1'>", "Root"),
        ("<?xml version='1.0'?><Root/>".encode("utf-16"), "Root"),
        (b'<!DOCTYPE a [<!ENTITY x "<b>">]><Root>', "Root"),
        (b"<!DOCTYPE a><Root/>", "Root"),
        (b"<!DOCTYPE a [" + b"]" * 60_000, ""),
        (b"%PDF-1.4 <a>", ""),
        (b"", ""),
        (b"<!-- never closed <a>", ""),
    ],
)
def test_the_root_is_told_without_parsing(raw: bytes, name: str) -> None:
    assert guess_root(raw) == name


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_anything_else_is_refused_with_a_reason(raw: bytes) -> None:
    guess_root(raw)
    try:
        parse_markup(raw)
    except MarkupRefused as refused:
        assert refused.reason in MarkupReason
        assert str(refused) == refused.reason.value
