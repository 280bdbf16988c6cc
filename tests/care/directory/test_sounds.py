"""What is dictated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.directory.sounds import by_sound, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kassem", "kacem"),
        ("geroult", "jeroult"),
        ("dupond", "dupont"),
        ("philippe", "filipe"),
        ("gautier", "gothier"),
        ("quesnel", "kesnelle"),
        ("lemaitre", "lemettre"),
        ("renault", "reno"),
    ],
)
def test_same_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("martin", "morin"), ("kacem", "kadem")])
def test_other_sound(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_what_hardly_sounds_is_left_out() -> None:
    found = by_sound(["haye", "deces", "morin", "maurin"])
    assert found == {sound("morin"): ("morin", "maurin")}


@given(st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=1))
def test_any_word_has_a_sound(word: str) -> None:
    assert len(sound(word)) <= 2 * len(word)
