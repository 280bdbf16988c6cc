"""What was understood is told."""

from __future__ import annotations

from care.directory.national.search import NationalIndex


def test_trades_and_places_have_their_names(village: NationalIndex) -> None:
    understood = village.search("kiné montivilliers", "76351").understood
    assert understood.trades == ("kinésithérapeutes",)
    assert understood.places == ("Montivilliers",)
    assert not understood.guessed


def test_a_guess_is_told(village: NationalIndex) -> None:
    understood = village.search("kinne montivillier", "76351").understood
    assert understood.trades == ("kinésithérapeutes",)
    assert understood.places == ("Montivilliers",)
    assert understood.guessed


def test_a_guessed_name_is_told_and_the_right_one_is_not(village: NationalIndex) -> None:
    assert village.search("fictiff", "76351").understood.names == ("FICTIF",)
    assert village.search("fictif", "76351").understood.names == ()


def test_what_was_of_no_use(village: NationalIndex) -> None:
    assert village.search("kine zzzqqx", "76351").understood.ignored == ("zzzqqx",)


def test_a_place_given_up(village: NationalIndex) -> None:
    found = village.search("ergo Fécamp", "76351")
    assert found.people[0].person.family_name == "PERRIN"
    assert found.understood.given_up_place == "Fécamp"
    assert found.understood.given_up == "fecamp"
