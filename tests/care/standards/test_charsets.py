"""The alphabet of an XML file: what its bytes say, before what it declares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from care.standards.charsets import declared_encoding, mend_characters, settle_charset

LETTERS = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), min_size=1)


def declared(text: str, name: str) -> str:
    return f'<?xml version="1.0" encoding="{name}"?><a>{text.replace("&", "").replace("<", "")}</a>'


def read(raw: bytes) -> str:
    return str(etree.fromstring(settle_charset(raw)).text or "")


@given(text=LETTERS, name=st.sampled_from(["ISO-8859-1", "UTF-16", "UTF-8", "us-ascii"]))
def test_utf_8_is_read_whatever_it_is_said_to_be(text: str, name: str) -> None:
    said = declared(text, name)
    assert read(said.encode()) == read(declared(text, "UTF-8").encode())


@given(text=LETTERS)
def test_utf_16_needs_no_mark(text: str) -> None:
    said = declared(text, "UTF-16")
    expected = read(declared(text, "UTF-8").encode())
    for charset in ("utf-16-le", "utf-16-be", "utf-16"):
        assert read(said.encode(charset)) == expected


def test_latin_1_with_letters_of_windows_is_windows() -> None:
    said = declared("l’œuf à 5 €", "ISO-8859-1")
    assert read(said.encode("cp1252")) == "l’œuf à 5 €"
    assert read(declared("à", "ISO-8859-1").encode("latin-1")) == "à"


@pytest.mark.parametrize(
    ("text", "name"),
    [(b"<a/>", "utf-8"), (b'<?xml version="1.0"?><a/>', "utf-8"),
     (b"<?xml version='1.0' encoding='Windows-1252'?><a/>", "windows-1252")],
)  # fmt: skip
def test_what_is_declared(text: bytes, name: str) -> None:
    assert declared_encoding(text) == name


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (b"<a>&nbsp;&eacute;&amp;&lt;</a>", b"<a>&#160;&#233;&amp;&lt;</a>"),
        (b"<a>&unknown;&AMP;</a>", b"<a>&unknown;&#38;</a>"),
        (b"<a>x\x0by&#11;z&#x1F;&#10;&#13;&#9;</a>", b"<a>x y z &#10;&#13;&#9;</a>"),
        (b"<a>\xc3\xa9</a>", b"<a>\xc3\xa9</a>"),
    ],
)
def test_characters_are_mended_one_by_one(text: bytes, mended: bytes) -> None:
    assert mend_characters(text) == mended
    assert mend_characters(mended) == mended
