"""One's own entry, by dialogue: shown, changed, undone; bad input loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bots.engine.dialogue import Dialogue
from tests.bots.directory.scene import NINA, SECRETARY, says, scene_on
from tests.bots.directory.territory_bot import ALICE, DAUGHTER, PAUL
from tests.care.directory.trail import seen_phones


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Dialogue]:
    dialogue = scene_on(tmp_path)
    yield dialogue
    dialogue.units.database.close()


CHANGES = [
    ("téléphone urgences 06 39 98 00 01", "Urgences entre pros 06 39 98 00 01"),
    ("urgences 0639980001", "Urgences entre pros 06 39 98 00 01"),
    ("secrétariat 01 99 00 12 34", "Secrétariat 01 99 00 12 34"),
    ("mail alice@cabinet.example", "✉ alice@cabinet.example"),
    ("mssanté alice@autre.mssante.example", "MSSanté : alice@autre.mssante.example, alice.fictif0"),
    ("langues arabe, anglais", "Langues : arabe, anglais"),
    ("je parle arabe et LSF", "Langues : arabe, langue des signes"),
    (
        "horaires lundi au vendredi 9h-12h 14h-19h",
        "Horaires : lundi à vendredi 9 h–12 h, 14 h–19 h",
    ),
    ("accès Parking gratuit, PMR", "Accès : Parking gratuit, PMR"),
    ("bio Diagnostic TSA niveau 1", "« Diagnostic TSA niveau 1 »"),
    (
        "absente jusqu’au 3/12, remplacée par le Dr Vasse",
        "Absente jusqu’au 03/12/2026 inclus (rempl",
    ),
]


@pytest.mark.parametrize(("change", "shown"), CHANGES, ids=[change for change, _ in CHANGES])
def test_a_change_is_confirmed_seen_by_colleagues_at_once_and_undone(
    scene: Dialogue, change: str, shown: str
) -> None:
    assert shown not in says(scene, PAUL, "alice fictif")
    confirmed = says(scene, ALICE, change)
    assert confirmed.startswith("✅")
    assert "« annuler »" in confirmed
    assert shown in says(scene, PAUL, "alice fictif")
    assert shown in says(scene, ALICE, "mon profil")
    assert says(scene, ALICE, "annuler").startswith("✅ Annulé")
    assert shown not in says(scene, PAUL, "alice fictif")
    says(scene, ALICE, "annuler")
    assert shown in says(scene, PAUL, "alice fictif")


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        ("téléphone urgences 06 12", "Je ne reconnais pas de numéro dans « 06 12 »."),
        ("mail alice.cabinet.example", "« alice.cabinet.example » n’est pas une adresse complète."),
        ("mssanté alice@cabinet.example", "alice@cabinet.example n’est pas une adresse MSSanté"),
        ("langues klingon", "Je ne connais pas la langue « klingon »."),
        ("horaires lundi selon mon humeur", "Je n’ai pas compris « selon » dans ces horaires."),
        ("absent bientôt", "Je n’ai pas compris les dates."),
        ("absent le 3/12/2020", "Ces dates sont déjà passées."),
        ("bio …", "Il manque le texte"),
        ("bio " + "a" * 700, "C’est trop long"),
        ("effacer horaires", "Il n’y a rien à effacer"),
    ],
)
def test_bad_input_is_explained_and_loses_nothing(scene: Dialogue, wrong: str, answer: str) -> None:
    says(scene, ALICE, "téléphone urgences 06 39 98 00 01")
    before = says(scene, ALICE, "mon profil")
    assert says(scene, ALICE, wrong).startswith(answer)
    assert says(scene, ALICE, "mon profil") == before


def test_erasing_and_coming_back(scene: Dialogue) -> None:
    says(scene, ALICE, "bio Alzheimer")
    assert says(scene, ALICE, "effacer bio").startswith("✅ Effacé : bio.")
    assert "Alzheimer" not in says(scene, ALICE, "mon profil")
    says(scene, ALICE, "absente jusqu’au 3/12")
    assert says(scene, ALICE, "retour").startswith("✅ Bon retour")
    assert "Absente" not in says(scene, PAUL, "alice fictif")
    assert says(scene, ALICE, "retour").startswith("Vous n’êtes pas noté absent aujourd’hui.")
    says(scene, ALICE, "kiné")
    assert "1. " in says(scene, ALICE, "retour"), "with a list and no absence, back to the list"


def test_what_is_missing_is_named_until_it_is_there(scene: Dialogue) -> None:
    assert "À compléter : téléphone du secrétariat" in says(scene, ALICE, "mon profil")
    for change in (
        "secrétariat 01 99 00 12 34",
        "urgences 06 39 98 00 01",
        "horaires lundi 9h-12h",
        "langues anglais",
        "bio IVG médicamenteuse",
    ):
        says(scene, ALICE, change)
    assert "À compléter" not in says(scene, ALICE, "mon profil")


def test_the_urgent_phone_is_for_professionals_alone_and_each_view_is_noted(
    scene: Dialogue,
) -> None:
    says(scene, ALICE, "urgences 06 39 98 00 01")
    phone = "06 39 98 00 01"
    assert phone in says(scene, PAUL, "alice fictif")
    for other in (DAUGHTER, SECRETARY, "@stranger:dialogue.test"):
        assert phone not in says(scene, other, "alice fictif")
    group = says(scene, PAUL, "!annuaire alice fictif", direct=False)
    assert phone not in group
    assert "demandez-le-moi dans notre conversation à deux" in group
    assert phone in says(scene, PAUL, "alice fictif")
    with scene.units.unit("audit") as work:
        lines = seen_phones(work)
    entries = [line.entry for line in lines if line.entry is not None]
    assert len(entries) == 2
    assert len({(entry.actor, entry.person) for entry in entries}) == 1
    assert lines[0].at < lines[1].at


def test_who_is_unlisted_is_found_by_full_name_and_by_professionals_only(scene: Dialogue) -> None:
    assert says(scene, ALICE, "me masquer").startswith("✅ Vous êtes en liste rouge")
    for question in ("fictif", "médecin fictif", "fictiv alice", "cabinet fictif"):
        assert "Alice FICTIF" not in says(scene, PAUL, question), question
    assert says(scene, PAUL, "alice fictif").startswith("Dr Alice FICTIF")
    assert says(scene, PAUL, "10199900373").startswith("Dr Alice FICTIF")
    for other in (DAUGHTER, SECRETARY):
        for question in ("alice fictif", "10199900373"):
            assert "FICTIF" not in says(scene, other, question)
    assert "en liste rouge" in says(scene, ALICE, "mon profil")
    assert says(scene, ALICE, "me montrer").startswith("✅ Vous êtes de nouveau")
    assert says(scene, PAUL, "fictif").startswith("Dr Alice FICTIF")


def test_a_place_has_its_own_entry_changed_by_its_team(scene: Dialogue) -> None:
    own = says(scene, PAUL, "ma pharmacie")
    assert "PHARMACIE DES EMBRUNS – pharmacie, Le Havre" in own
    assert "Équipe\n1. Paul INVENTE, pharmacien" in own
    assert "(PHARMACIE DES EMBRUNS)" in says(scene, PAUL, "horaires lundi au samedi 9h-19h30")
    assert says(scene, PAUL, "fermé le 26/12").startswith("✅ Fermeture (PHARMACIE DES EMBRUNS)")
    assert says(scene, PAUL, "langues arabe").startswith("Une structure n’a pas cette rubrique.")
    says(scene, ALICE, "pharmacie des embruns")
    shown = says(scene, ALICE, "1")
    assert "Horaires : lundi à samedi 9 h–19 h 30 – fermé, ouvre lundi 16/11 à 9 h" in shown
    says(scene, PAUL, "mon profil")
    assert "EMBRUNS" not in says(scene, PAUL, "bio Vaccinations")
    assert says(scene, ALICE, "ma pharmacie").startswith("Je ne vous connais pas de structure")


def test_only_ones_own_and_only_where_nobody_else_reads(scene: Dialogue) -> None:
    for text in ("mon profil", "bio Alzheimer", "annuler", "me masquer", "ma pharmacie"):
        assert says(scene, ALICE, f"!annuaire {text}", direct=False).startswith("Votre fiche ne se")
        assert says(scene, DAUGHTER, text).startswith("Cette fiche est réservée")
        assert says(scene, NINA, text).startswith("Votre compte n’est pas encore relié")
    assert says(scene, ALICE, "annuler").startswith("Il n’y a rien à annuler")


def test_a_sentence_that_changes_nothing_is_still_a_search(scene: Dialogue) -> None:
    for question in ("téléphone dr roseliere", "horaires dr roseliere", "mail dr roseliere"):
        assert says(scene, ALICE, question).startswith("Dr Luc ROSELIERE")
