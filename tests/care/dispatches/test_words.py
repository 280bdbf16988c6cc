"""What is written on letters."""

from __future__ import annotations

from datetime import date

from care.dispatches.words import describe_patient, name_patient, say_day
from care.identity.traits import Traits
from tests.care.dispatches.territory import identity


def test_the_block_of_identity_names_what_is_known() -> None:
    lines = dict(describe_patient(identity().traits, "284067699900138"))
    assert lines["Nom de naissance"] == "EXEMPLE"
    assert lines["Date de naissance"] == "15/06/1984"
    assert lines["Sexe"] == "féminin"
    assert lines["Matricule INS"] == "284067699900138"
    assert describe_patient(Traits("EXEMPLE")) == (("Nom de naissance", "EXEMPLE"),)


def test_a_patient_is_named_as_in_daily_life() -> None:
    assert name_patient(identity().traits) == "EXEMPLE Jeanne, 15/06/1984"
    assert name_patient(Traits("EXEMPLE", "JEANNE", used_name="Invente")) == "INVENTE Jeanne"
    assert say_day(date(2026, 11, 26)) == "26/11/2026"
