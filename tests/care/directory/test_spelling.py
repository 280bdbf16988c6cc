"""Words are compared without what people leave out when they type."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.directory.spelling import fold, joined, spellings, telling_words, words


def test_case_accents_hyphens_and_ligatures_are_put_aside() -> None:
    assert fold("  Gonfreville-l’ORCHER ") == "gonfreville l orcher"
    assert fold("Cœur ÉLÈVE") == "coeur eleve"
    assert fold("🎉 ?") == ""


def test_saint_is_written_out() -> None:
    assert words("Ste-Adresse St Jean") == ["sainte", "adresse", "saint", "jean"]
    assert joined("Ste Adresse") == "sainteadresse"


def test_a_name_is_known_with_and_without_its_particles() -> None:
    assert spellings("DE LA CROIX") == {"croix", "delacroix", "dela", "lacroix"}
    assert spellings("LE") == {"le"}


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_accents_piled_up_are_put_aside_too() -> None:
    piled = "e" + "\u0315\u0300\u0321\u0334" * 5_000
    assert fold(f"El{piled}ve") == "eleve"


@given(st.text())
def test_accents_may_come_apart_from_their_letters(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("slt qqn connait un bon kiné ?", "un kine"),
        ("Est-ce qu'il y a un dermato", "un dermato"),
        ("je suis infirmière et je cherche le dr de la Croix", "je cherche le dr de la croix"),
        ("je suis à Harfleur, je cherche un kiné", "je suis a harfleur je cherche un kine"),
        ("bon", "bon"),
    ],
)
def test_what_one_says_around_a_question_is_put_aside(text: str, telling: str) -> None:
    assert telling_words(text) == telling.split()
