"""Names in the INSi's alphabet, and names as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.lexical import (
    fold,
    is_insi_form,
    is_one_slip_away,
    starts_as_words,
    to_insi_form,
)


@pytest.mark.parametrize(
    ("name", "written", "folded"),
    [
        ("Élise-Anne", "ELISE-ANNE", "ELISE ANNE"),
        ("L’Hœst", "L'HOEST", "L HOEST"),
        ("d'Ærø", "D'AERO", "D AERO"),
        ("  de  la   Fûtaie ", "DE LA FUTAIE", "DE LA FUTAIE"),
        ("Weiß", "WEISS", "WEISS"),
        ("Łukasz 2", "LUKASZ", "LUKASZ"),
        ("-Martin", "MARTIN", "MARTIN"),
        ("Ｊeanne", "JEANNE", "JEANNE"),
        ("Иван", "", ""),
    ],
)
def test_how_names_are_written_and_compared(name: str, written: str, folded: str) -> None:
    assert to_insi_form(name) == written
    assert fold(name) == folded


@given(st.text(max_size=40))
def test_writing_and_folding_twice_changes_nothing(name: str) -> None:
    written = to_insi_form(name)
    assert to_insi_form(written) == written
    assert written == "" or is_insi_form(written)
    assert fold(fold(name)) == fold(name) == fold(written)


@pytest.mark.parametrize("name", ["", "Élise", " ELISE", "-ELISE", "ELISE ", "ELISE2", "É"])
def test_what_is_not_of_the_alphabet(name: str) -> None:
    assert not is_insi_form(name)


def test_a_beginning_counts_whole_words() -> None:
    assert starts_as_words("JEAN PIERRE MARIE", "JEAN PIERRE")
    assert not starts_as_words("JEANNE MARIE", "JEAN")
    assert not starts_as_words("JEAN", "")


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("MARTIN", "MARTIN", True),
        ("MARTIN", "MARTEN", True),
        ("MARTIN", "MARTN", True),
        ("MARTIN", "MARTINS", True),
        ("MARTIN", "MATRIN", True),
        ("MARTIN", "MARTINES", False),
        ("MARTIN", "MORTEN", False),
        ("MARTIN", "NITRAM", False),
    ],
)
def test_one_slip_of_the_hand(one: str, other: str, *, near: bool) -> None:
    assert is_one_slip_away(one, other) is near
    assert is_one_slip_away(other, one) is near


@given(st.text("ABC", max_size=6), st.text("ABC", max_size=6))
def test_a_slip_is_a_slip_both_ways(one: str, other: str) -> None:
    assert is_one_slip_away(one, other) == is_one_slip_away(other, one)


@given(st.text("ABC", min_size=1, max_size=8), st.data())
def test_every_slip_is_seen(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("ABC"))
    assert is_one_slip_away(word, word[:place] + word[place + 1 :])
    assert is_one_slip_away(word, word[:place] + letter + word[place:])
    assert is_one_slip_away(word, word[:place] + letter + word[place + 1 :])
