"""What people typed blindly about their own entry, message after message, and how each ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bots.engine.dialogue import Dialogue
from tests.bots.directory.scene import CAMILLE, NINA, NINA_RPPS, SACHA, says, scene_on
from tests.bots.directory.territory_bot import ALICE, DAUGHTER, PAUL

URGENT = "06 39 98 00 01"


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Dialogue]:
    dialogue = scene_on(tmp_path)
    yield dialogue
    dialogue.units.database.close()


DIALOGUES = {
    "a mobile is not published without being asked whose it is": [
        (f"mon portable {URGENT}", f"{URGENT} : pour qui ?"),
        (f"tel {URGENT}", f"{URGENT} : pour qui ?"),
        (f"secrétariat {URGENT}", f"✅ Téléphone du secrétariat : {URGENT}"),
        (f"urgence pro {URGENT}", "✅ Téléphone d’urgence, pour les professionnels seulement"),
        ("ligne directe 01 99 00 12 38", "✅ Téléphone du secrétariat : 01 99 00 12 38"),
    ],
    "a wrong number, then the right one": [
        ("tel urgence 06 39 98 00", "Je ne reconnais pas de numéro"),
        (f"non c'est {URGENT}", "Je n’ai trouvé personne"),
        (f"mon tel urgence c'est le {URGENT} merci", "✅ Téléphone d’urgence"),
        ("non", "Je n’attends pas de réponse. « annuler » défait"),
        ("annuler", "✅ Annulé. La fiche dit de nouveau :\ntéléphone d’urgence : rien d’indiqué"),
        ("annuler", f"✅ Annulé. La fiche dit de nouveau :\ntéléphone d’urgence : {URGENT}"),
    ],
    "what is undone is said, even when it is being hidden": [
        ("ne plus apparaître", "✅ Vous êtes en liste rouge"),
        ("remettez-moi dans l'annuaire", "✅ Vous êtes de nouveau dans les résultats."),
        ("annuler", "✅ Annulé. La fiche dit de nouveau :\n✅ Vous êtes en liste rouge"),
    ],
    "one thing in one message": [
        ("absent demain, urgences 06 39 98 00 12", "J’ai lu deux choses"),
        ("bio TSA\nlangues arabe", "J’ai lu deux choses"),
        (f"bio Mon tel urgence {URGENT}", "J’ai lu deux choses"),
        (f"mail a@exemple.fr\ntel urgence {URGENT}", "J’ai lu deux choses"),
        ("mon profil", "Votre fiche, comme vos confrères la voient\nDr Alice FICTIF"),
        ("bio TSA. Mon assistante : 01 99 00 12 38 le matin.", "✅ Bio : « TSA. Mon assistante :"),
    ],
    "an absence across the new year": [
        (
            "absent du 24 décembre au 2 janvier, remplacée par Dr X",
            "✅ Absence : du 24/12/2026 au 02/01/2027 (remplacée par Dr X).",
        ),
        ("absente les lundis", "Chaque semaine, ou une seule fois ? Chaque lundi"),
        ("de retour", "Vous n’êtes pas noté absent aujourd’hui. « effacer absence » retire aussi"),
        ("fermé le mercredi", "Chaque semaine, ou une seule fois ? Chaque mercredi : « horaires"),
        ("absent les 24 et 31 décembre", "Je n’ai pas compris toutes les dates de « les 24 et 31"),
        ("annuler mon absence", "✅ Bon retour"),
    ],
    "hours as they are typed": [
        ("horaires tous les jours 9h 18h", "✅ Horaires : lundi à dimanche 9 h–18 h"),
        (
            "horaires lundi au vendredi 9h-12h14h-19h",
            "✅ Horaires : lundi à vendredi 9 h–12 h, 14 h",
        ),
        ("horaires L-V 9h12h 14h18h", "✅ Horaires : lundi à vendredi 9 h–12 h, 14 h–18 h"),
        ("mes horaires sont lundi 9h à midi svp", "✅ Horaires : lundi 9 h–12 h"),
        ("horaires un samedi sur deux 9h-12h", "Je n’ai pas compris « un » dans ces horaires."),
        (
            "horaires tous les jours sauf dimanche 8h30-20h",
            "✅ Horaires : lundi à samedi 8 h 30–20 h",
        ),
        ("horaires lundi 9h-12h jeudi", "Je n’ai pas compris « jeudi » dans ces horaires."),
        ("horaires mar. et jeu. 13h30-18h", "✅ Horaires : mardi 13 h 30–18 h ; jeudi 13 h 30"),
        ("horaires sur rdv", "Je n’ai pas compris « sur rdv » dans ces horaires."),
    ],
    "only the name of what one would change": [
        ("modifier mes horaires", "Écrivez la rubrique et ce qu’elle doit dire"),
        ("laisse tomber", "Je n’attends pas de réponse."),
        ("modifier mon profil svp", "Votre fiche, comme vos confrères la voient"),
        ("bio " + "a " * 1_000, "C’est trop long : 600"),
    ],
}


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_dialogue(scene: Dialogue, dialogue: str) -> None:
    for typed, answer in DIALOGUES[dialogue]:
        assert says(scene, ALICE, typed).startswith(answer), typed


def test_an_absence_to_come_is_seen_by_whoever_noted_it(scene: Dialogue) -> None:
    says(scene, ALICE, "absent du 24/12 au 2/1")
    assert "Absences notées : du 24/12/2026 au 02/01/2027." in says(scene, ALICE, "mon profil")


@pytest.mark.parametrize(
    ("now", "typed", "noted"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), "absent demain", "le 01/01/2027"),
        (datetime(2026, 12, 31, 23, 1, tzinfo=UTC), "absent demain", "le 02/01/2027"),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), "absent le 31/12", "le 31/12/2026"),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), "absent du 1er au 3/1", "du 01/01/2027 au 03"),
        (datetime(2027, 3, 27, 22, 59, tzinfo=UTC), "absent demain", "le 28/03/2027"),
        (datetime(2027, 3, 28, 21, 59, tzinfo=UTC), "absent demain", "le 29/03/2027"),
        (datetime(2027, 3, 28, 22, 1, tzinfo=UTC), "absent demain", "le 30/03/2027"),
        (datetime(2027, 10, 30, 22, 1, tzinfo=UTC), "absent demain", "le 01/11/2027"),
        (datetime(2027, 10, 31, 22, 59, tzinfo=UTC), "absent demain", "le 01/11/2027"),
        (datetime(2027, 10, 29, 9, 0, tzinfo=UTC), "absent 3 jours", "du 29/10/2027 au 31/10/2027"),
    ],
)
def test_tomorrow_is_by_the_clock_on_the_wall(
    scene: Dialogue, now: datetime, typed: str, noted: str
) -> None:
    scene.clock.advance(now - scene.clock.now())
    assert says(scene, ALICE, typed).startswith(f"✅ Absence : {noted}")


def test_an_urgent_phone_written_with_something_else_is_shown_to_no_relative(
    scene: Dialogue,
) -> None:
    for typed in ("absent demain, urgences", "bio Mon tel urgence", "tel", "mon portable"):
        says(scene, ALICE, f"{typed} {URGENT}")
        assert URGENT not in says(scene, DAUGHTER, "alice fictif"), typed


def test_the_place_is_changed_in_one_message_by_its_team_only(scene: Dialogue) -> None:
    changed = says(scene, PAUL, "Ma pharmacie : horaires lundi-samedi 9h-19h30 sauf jours fériés")
    assert changed.startswith("✅ Horaires (PHARMACIE DES EMBRUNS) : lundi à samedi 9 h–19 h 30")
    undone = says(scene, PAUL, "annuler")
    assert undone.startswith("✅ Annulé. La fiche (PHARMACIE DES EMBRUNS) dit de nouveau :")
    assert says(scene, ALICE, "ma pharmacie bio Vaccins").startswith("Je ne vous connais pas de")
    assert says(scene, DAUGHTER, "ma pharmacie bio Vaccins").startswith("Cette fiche est réservée")


def test_a_newcomer_finds_how_and_a_refusal_needs_its_number(scene: Dialogue) -> None:
    assert says(scene, NINA, "je veux m'inscrire").startswith("Votre compte n’est pas encore relié")
    assert "✅ Demande envoyée" in says(scene, NINA, f"mon rpps est le {NINA_RPPS}")
    assert says(scene, CAMILLE, "refuser").startswith("Ajoutez le numéro de la demande")
    says(scene, CAMILLE, "refuse 1 nom différent, rappelez-moi")
    assert says(scene, SACHA, "accepter 1").startswith("Demande 1 déjà traitée par RELAIS Camille")


def test_who_is_away_closes_no_pharmacy(scene: Dialogue) -> None:
    says(scene, PAUL, "ma pharmacie")
    away = says(scene, PAUL, "Je suis absent le 3 décembre")
    assert away.startswith("✅ Absence")
    assert "EMBRUNS" not in away
    assert "EMBRUNS" not in says(scene, PAUL, "je suis de retour")
    assert "EMBRUNS" in says(scene, PAUL, "ma pharmacie fermée le 3 décembre")
