"""Letters that can be printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.standards.pdf.typeface import fit, load_letters


def test_what_professionals_write_can_be_printed() -> None:
    assert set("ÀÂÇÉÈÊËÎÏÔŒÙÛÜŸàâçéèêëîïôœùûüÿ«»’–…€°²³µ×±≤≥≠→↑↓½αβγΔΩ•") <= load_letters()
    assert set("ğışŁłćęĐАБ") <= load_letters()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("14\u202fh\u202f30", "14\u00a0h\u00a030"),
        ("e\u0301te\u0301", "été"),
        ("a\tb", "a    b"),
        ("☐ fait ✓", "[ ] fait v"),
        ("a\u200bb\u0000c", "abc"),
        ("日本 😀", "?? ?"),
        ("ﬁn ① ²", "ﬁn 1 ²"),
        ("ligne\nligne", "ligne\nligne"),
    ],
)
def test_likenesses(text: str, printed: str) -> None:
    assert fit(text) == printed


@given(st.text())
def test_only_known_letters_are_left(text: str) -> None:
    assert set(fit(text)) <= load_letters() | {"\n"}
