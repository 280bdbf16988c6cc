"""Folding keeps every letter in its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.directory.profiles.plain import plain


def test_accents_case_and_apostrophes_go() -> None:
    assert plain("Jusqu’à Noël – ÉTÉ") == "jusqu a noel - ete"


@given(st.text())
def test_positions_stay(text: str) -> None:
    assert len(plain(text)) == len(text)
