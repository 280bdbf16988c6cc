"""The index knows people by name, trade, place and number."""

from __future__ import annotations

from care.directory.index import Index, join_singular, show_name, singular
from tests.care.directory.territory import person


def test_names_are_known_by_all_their_spellings() -> None:
    index = Index([person("Anne-Laure LE GOFF")])
    assert {"goff", "legoff", "anne", "laure", "annelaure"} <= index.name_weights.keys()
    assert "le" not in index.name_weights


def test_a_family_name_weighs_more_than_a_given_name_than_a_place_of_work() -> None:
    index = Index(
        [person("Luc MARTIN"), person("Martin LUC"), person("Zoé A", structure="CABINET MARTIN")]
    )
    weights = index.name_weights["martin"]
    by_name = {index.entries[number].name: weight for number, weight in weights.items()}
    assert by_name["Luc MARTIN"] > by_name["Martin LUC"] > by_name["Zoé A"]


def test_places_are_known_with_and_without_their_article() -> None:
    index = Index([person("Luc A", "60", "76351"), person("Luc B", "60", "76305")])
    assert set(index.place_words.ordered) == {
        *("lehavre", "havre", "gonfrevillelorcher", "gonfrevilleorcher", "gonfreville")
    }


def test_beginnings_are_found_without_the_word_itself() -> None:
    index = Index([person("Luc DUPONT"), person("Luc DUPONTEL"), person("Luc DURAND")])
    assert index.names.beginning("dupont") == ["dupontel"]
    assert index.names.beginning("du") == ["dupont", "dupontel", "durand"]


def test_plurals_are_put_aside_but_not_short_words() -> None:
    assert (singular("kines"), singular("as"), singular("yeux")) == ("kine", "as", "yeu")
    assert join_singular(["sages", "femmes"]) == join_singular(["sage", "femme"])


def test_a_doctor_is_shown_with_the_title() -> None:
    assert show_name(person("Alice FICTIF", "10")) == "Dr Alice FICTIF"
    assert show_name(person("Alice FICTIF", "60")) == "Alice FICTIF"
