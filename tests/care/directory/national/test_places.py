"""How communes are named."""

from __future__ import annotations

from care.directory.national.places import place_words

_KNOWN = place_words(["Le Havre", "Saint-Martin-du-Manoir", "Paris 13e Arrondissement"])


def test_with_and_without_their_article() -> None:
    assert _KNOWN["havre"] == _KNOWN["lehavre"] == {0: 1.0}


def test_a_word_that_many_share_is_worth_little() -> None:
    assert _KNOWN["saint"][1] < _KNOWN["martin"][1] < _KNOWN["saintmartindumanoir"][1]


def test_a_district_goes_by_its_city() -> None:
    assert _KNOWN["paris"] == {2: 0.95}
    assert _KNOWN["13e"][2] > 0
