"""What professionals ask, through the whole bot, and whom or what they are shown first."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bots.engine.dialogue import Dialogue
from tests.bots.directory.asking import ask, first
from tests.bots.directory.real_territory import real_territory
from tests.bots.directory.territory_bot import ALICE, AWA, PAUL
from tests.care.directory.questions import NURSE, PHARMACIST, PHYSICIAN

ASKERS = ((ALICE, PHYSICIAN), (AWA, NURSE), (PAUL, PHARMACIST))
# What one answers with to what was shown, until the last is answered.
CONVERSATIONS = [
    (ALICE, ["kiné", "seulement à Montivilliers"], "kinésithérapeute – Montivilliers"),
    (ALICE, ["kiné", "seulement les femmes"], "(Françoise|Louise|Claire) .*, kiné"),
    (AWA, ["médecin", "qui parle arabe"], "Dr Alice FICTIF"),
    (AWA, ["pharmacie", "ouverte ce soir"], "PHARMACIE DES EMBRUNS"),
    (PAUL, ["dentiste", "à moins de 3 km"], "chirurgien(ne)?-dentiste – Le Havre"),
    (PAUL, ["cardiologue", "en France"], ", cardiologue – Le Havre"),
    (PAUL, ["infirmier rouen en France"], "infirmi(er|ère) – Rouen"),
    (ALICE, ["cabinet des galets", "1", "1"], "Marie DUPONT"),
    (ALICE, ["protocole plaies"], "Protocole plaies chroniques"),
    (AWA, ["protocol plaie"], "Protocole plaies chroniques"),
    (PAUL, ["protocole AVK"], "Conduite à tenir AVK"),
    (AWA, ["document chute"], "Conduite à tenir AVK"),
]
# Those who asked not to be found by anything but their full name.
HIDDEN = ("beranger", "généraliste montivilliers", "médecin beranger montivilliers")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dialogue]:
    made = real_territory(tmp_path_factory.mktemp("territory"))
    yield made
    made.units.database.close()


def test_real_questions_have_the_right_first_answer(scene: Dialogue) -> None:
    asked = [(who, [text], hoped) for who, table in ASKERS for text, hoped in table]
    asked += CONVERSATIONS
    assert len(asked) >= 100
    found = [(texts, first(ask(scene, who, *texts)), hoped) for who, texts, hoped in asked]
    wrong = [one for one in found if not re.search(one[2], one[1])]
    assert len(wrong) <= 0.05 * len(asked), wrong


@pytest.mark.parametrize("text", HIDDEN)
def test_who_is_unlisted_is_not_shown(scene: Dialogue, text: str) -> None:
    assert "Quentin" not in ask(scene, ALICE, text)
