"""What is asked while a circle is prepared, in few words."""

from __future__ import annotations

from bots.liaison.draft_replies import (
    ask_ground,
    ask_identity,
    ask_people,
    ask_same_person,
    ask_which,
    describe,
)
from bots.liaison.identity_words import read_identity
from care.circles.dialogue import Chosen, Draft, Stage, Unsure
from care.circles.model import Role
from care.identity.traits import Sex, Traits
from tests.bots.liaison.village import plain
from tests.care.circles.hamlet import ALICE, ANNE, identity
from tests.care.patients.test_rules import patient


def test_what_is_missing_is_asked_for_by_name() -> None:
    assert "Qui est le patient" in ask_identity().text
    asked = plain(ask_identity(read_identity("EXEMPLE Jeanne")).text)
    assert "la date de naissance, le sexe" in asked


def test_names_that_were_typed_cannot_write_html() -> None:
    asked = ask_people(identity(), True, ["<script>"])
    assert "<script>" not in asked.html
    which = ask_which(Unsure("<b>x", ((ALICE, "FICTIF Alice"),)))
    assert "<b>x" not in which.html


def test_the_summary_names_everybody_and_their_role() -> None:
    people = (Chosen(ALICE, "FICTIF Alice – médecin", Role.TREATING_DOCTOR),
              Chosen(ANNE, "EXEMPLE Anne – proche", Role.RELATIVE, "DAUC"))  # fmt: skip
    text = plain(ask_ground(Draft(Stage.GROUND, identity=identity(), people=people)).text)
    assert "– FICTIF Alice – médecin traitant" in text
    assert "– EXEMPLE Anne – fille" in text
    assert "4. Avec son consentement" in text


def test_alike_people_are_numbered() -> None:
    text = plain(ask_same_person(identity(), [patient(1), patient(2)]).text)
    assert "2 personnes très proches" in text
    assert "2. EXEMPLE Jeanne" in text


def test_describing_agrees_with_the_sex() -> None:
    traits = identity().traits
    assert "née le 15/06/1984" in describe(traits)
    man = Traits("MODELE", "PIERRE", traits.birth_date, Sex.MALE)
    assert "né le" in describe(man)
    assert describe(Traits("MODELE", "PIERRE")) == "<b>MODELE Pierre</b>"
