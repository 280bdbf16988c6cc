"""Names that strangers chose."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.rfc5322.filenames import make_safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("compte rendu.pdf", "compte rendu.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\a.pdf", "a.pdf"),
        ("a\0.exe", "a.exe"),
        ("a\r\nb.pdf", "ab.pdf"),
        ("cr\u202efdp.exe", "crfdp.exe"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("..", "document-3.pdf"),
        ("", "document-3.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1"),
        (".htaccess", "htaccess"),
    ],
)
def test_every_name(name: str, safe: str) -> None:
    assert make_safe_name(name, "application/pdf", 3) == safe


def test_long_names_keep_their_extension() -> None:
    safe = make_safe_name("x" * 500 + ".pdf", "application/pdf", 1)
    assert (len(safe), safe[-4:]) == (120, ".pdf")
    assert len(make_safe_name("x" * 500, "application/pdf", 1)) == 120


@pytest.mark.parametrize(
    ("media_type", "extension"),
    [
        ("message/rfc822", ".eml"),
        ("text/calendar", ".ics"),
        ("application/x-odd", ".bin"),
        ("", ".bin"),
    ],
)
def test_a_nameless_file_is_named_after_its_kind(media_type: str, extension: str) -> None:
    assert make_safe_name("", media_type, 2) == f"document-2{extension}"


@given(st.text(max_size=300))
def test_always_safe(name: str) -> None:
    safe = make_safe_name(name, "application/pdf", 1)
    assert 0 < len(safe) <= 121
    assert not set(safe) & set('/\\:*?"<>|\0\r\n')
    assert safe not in {".", ".."}
    assert not [letter for letter in safe if unicodedata.category(letter) == "Cc"]
