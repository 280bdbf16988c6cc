"""Questions cut into words."""

from __future__ import annotations

import pytest

from care.directory.national.question import MOST_WORDS, read_question

_PHRASES = frozenset({"sagefemme", "medecintraitant", "saintemarie", "sainteadresse"})


def _words(text: str) -> list[str]:
    return [token.word for token in read_question(text, _PHRASES).tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiné à Montivilliers, svp", ["kine", "montivilliers"]),
        ("je cherche le Dr Dupont", ["dupont"]),
        ("sage-femme Sainte Adresse", ["sage", "femme", "sainte"]),
        ("pharmacie ouverte ce soir", ["pharmacie"]),
        ("le", ["le"]),
        ("", []),
        ("🙂", []),
    ],
)
def test_what_is_looked_up(text: str, expected: list[str]) -> None:
    assert _words(text) == expected


def test_particles_go_with_the_name() -> None:
    (token,) = read_question("de la Croix", _PHRASES).tokens
    assert token.forms == ("delacroix", "lacroix")


def test_words_of_a_phrase_know_it() -> None:
    tokens = read_question("sage femme lyon", _PHRASES).tokens
    assert [token.phrases for token in tokens] == [("sagefemme",), ("sagefemme",), ()]


@pytest.mark.parametrize(
    ("text", "feminine"),
    [("médecin femme", True), ("un homme kiné", False), ("sage femme", None), ("kiné", None)],
)
def test_women_or_men(text: str, feminine: bool | None) -> None:
    assert read_question(text, _PHRASES).wishes.feminine is feminine


def test_around_and_how_far() -> None:
    wishes = read_question("dermato près du havre à moins de 12 km", _PHRASES).wishes
    assert wishes.around
    assert wishes.within_km == 12
    assert _words("dermato à moins de 12 km") == ["dermato"]


def test_when() -> None:
    assert read_question("pharmacie ouverte demain soir", _PHRASES).wishes.when == (
        "ouverte",
        "demain",
        "soir",
    )


def test_a_novel_is_cut() -> None:
    assert len(_words("martin durand " * 900)) <= MOST_WORDS
