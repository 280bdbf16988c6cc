"""Plain letters, one for one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from care.moments.french.plain import plain


@settings(deadline=None)
@given(st.text())
def test_letter_for_letter(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_accents_case_and_apostrophes() -> None:
    assert plain("Aujourd’hui, à 8 h – FÉVRIER") == "aujourd hui, a 8 h - fevrier"
