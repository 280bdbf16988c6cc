"""The index knows people by name, trade, place and number."""

from __future__ import annotations

from dataclasses import replace

from care.directory.index import Index, join_singular, show_name, singular
from care.directory.profiles.model import Profile
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


def test_postal_codes_and_published_telephones_lead_there() -> None:
    someone = person("Marie DUPONT", "70", "76447")
    (activity,) = someone.activities
    known = replace(activity, postal_code="76290", phones=("+33261910003",))
    index = Index([replace(someone, activities=(known,))])
    assert index.place_words.known["76290"] == index.place_words.known["montivilliers"]
    assert index.by_phone == {"+33261910003": (0,)}


def test_both_genders_of_a_saint_are_the_commune() -> None:
    someone = person("Luc VASSE")
    (activity,) = someone.activities
    there = replace(activity, commune_code="76552", commune="Sainte-Adresse")
    index = Index([replace(someone, activities=(there,))])
    assert {"sainteadresse", "saintadresse"} <= index.place_words.known.keys()


def test_words_are_shown_as_they_were_written() -> None:
    someone = person("Céline LEFÈBVRE")
    index = Index([someone]).with_profiles({someone.id: Profile(bio="Télé-expertise, Alzheimer")})
    assert index.written["lefebvre"] == "LEFÈBVRE"
    assert index.written["celine"] == "Céline"
    assert index.written["alzheimer"] == "Alzheimer"
