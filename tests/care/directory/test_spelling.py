"""Words are compared without what people leave out when they type."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from care.directory.spelling import fold, joined, spellings, words


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
