"""The traits: what is missing, what is odd, and how to look somebody up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from care.identity.birth_date import BirthDate
from care.identity.reason import Reason
from care.identity.traits import (
    Sex,
    Trait,
    Traits,
    doubt_traits,
    missing_traits,
    search_keys,
    to_insi_traits,
)
from tests.care.identity.strategies import JEANNE, any_traits, whole_traits

_WHOLE = JEANNE.traits


def test_whole_traits_leave_no_doubt() -> None:
    assert missing_traits(_WHOLE) == ()
    assert doubt_traits(_WHOLE) == ()


def test_each_missing_trait_is_named() -> None:
    assert missing_traits(Traits()) == tuple(Trait)
    assert missing_traits(replace(_WHOLE, sex=None)) == (Trait.SEX,)
    assert Reason.TRAIT_MISSING in doubt_traits(replace(_WHOLE, birth_place=None))


def test_a_name_of_another_alphabet_is_a_doubt_until_it_is_rewritten() -> None:
    odd = replace(_WHOLE, birth_name="Éxémple")
    assert doubt_traits(odd) == (Reason.NOT_INSI_FORM,)
    assert to_insi_traits(odd) == _WHOLE


def test_the_first_given_name_may_be_compound_and_begins_the_list() -> None:
    compound = replace(_WHOLE, given_names="JEAN PIERRE MARIE", first_given_name="JEAN PIERRE")
    assert compound.first_name == "JEAN PIERRE"
    assert doubt_traits(compound) == ()
    assert doubt_traits(replace(compound, first_given_name="JEAN-P")) == (
        Reason.FIRST_NAME_NOT_IN_LIST,
    )
    assert _WHOLE.first_name == "JEANNE"


def test_people_are_called_by_their_used_names() -> None:
    called = replace(_WHOLE, used_name="MODELE", used_given_name="MARIE")
    assert (called.daily_given_name, called.daily_name) == ("MARIE", "MODELE")
    assert called.called == "MODELE Marie"
    assert (_WHOLE.daily_given_name, _WHOLE.daily_name) == ("JEANNE", "EXEMPLE")


def test_people_are_looked_up_by_date_then_three_letters_of_either_name() -> None:
    married = replace(_WHOLE, used_name="d’Été")
    assert search_keys(married) == ("19840615", "19840615 DET", "19840615 EXE")
    assert search_keys(replace(_WHOLE, birth_date=None)) == ()
    unknown_day = replace(_WHOLE, birth_date=BirthDate(1984))
    assert search_keys(unknown_day) == ("19841231", "19841231 EXE")


@given(whole_traits)
def test_rewriting_changes_nobody_who_is_well_written(traits: Traits) -> None:
    assert to_insi_traits(traits) == traits


@given(any_traits)
def test_nobody_surprises_it(traits: Traits) -> None:
    assert set(missing_traits(traits)) <= set(Trait)
    assert set(search_keys(traits)) <= set(search_keys(to_insi_traits(traits)))
    doubt_traits(traits)


def test_they_are_not_shown_by_accident() -> None:
    assert repr(Traits("EXEMPLE", sex=Sex.FEMALE)) == "Traits()"
