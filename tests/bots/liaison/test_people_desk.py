"""Orders about people: by number, by name, and who may."""

from __future__ import annotations

import pytest

from tests.bots.liaison.village import ALICE, IDA, KIM, PAUL, Room, Village, open_jeanne


@pytest.fixture
def village() -> Village:
    return Village()


@pytest.fixture
def room(village: Village) -> Room:
    opened = open_jeanne(village)
    village.tells(ALICE, "mes patients")
    village.tells(ALICE, "1")
    return opened


def test_by_the_number_of_the_card(village: Village, room: Room) -> None:
    assert "3. SOIGNE Ida" in room.cards[1]
    assert "SOIGNE Ida n’a plus accès" in village.tells(ALICE, "retirer 3")
    assert IDA not in room.joined
    assert "pas sur la fiche" in village.tells(ALICE, "retirer 9")
    assert "membres" in village.tells(ALICE, "retirer Zorglub")


def test_roles_by_number_and_by_name(village: Village, room: Room) -> None:
    assert "médecin traitant" in village.tells(ALICE, "rôle 2 médecin traitant")
    assert "Médecin traitant : FICTIF Alice" in room.cards[0]
    assert "coordination" in village.tells(ALICE, "rôle de Ida coordinatrice")
    told = village.tells(ALICE, "rôle Anne : personne de confiance")
    assert "personne de confiance, fille" in told
    assert "ne peut pas avoir ce rôle" in village.tells(ALICE, "rôle 1 médecin")
    assert "rôle 2 médecin traitant" in village.tells(ALICE, "rôle")


def test_only_who_may_removes(village: Village, room: Room) -> None:
    village.tells(PAUL, "mes patients")
    village.tells(PAUL, "1")
    assert "ne le permet pas" in village.tells(PAUL, "retirer Ida")
    assert "Vous avez quitté" in village.tells(PAUL, "quitter")
    assert PAUL not in room.joined


def test_adding_says_whom_and_refuses_what_is_unclear(village: Village, room: Room) -> None:
    assert "Qui faut-il ajouter" in village.tells(ALICE, "ajouter")
    assert "n’a de compte ici" in village.tells(ALICE, "ajouter Zorglub")
    assert "MASSE Kim" in village.tells(ALICE, "ajouter Kim Masee")
    assert KIM not in room.invited
    assert "kinésithérapie" in village.tells(ALICE, "ajouter Kim Masse")
    assert "déjà dans ce cercle" in village.tells(ALICE, "ajouter Kim Masse")


def test_members_are_shown_with_what_to_do_next(village: Village, room: Room) -> None:
    assert "4 membres" in village.tells(ALICE, "membres")


@pytest.mark.parametrize(
    "words",
    [
        "fermer les volets ce soir",
        "fermer la perf à 18h",
        "fermer fin de perfusion",
        "clôturer le dossier",
        "retirer 3 agrafes jeudi",
        "retirer le pansement de Paul",
        "enlever 2 drains",
        "retirer tout le monde",
        "sortir la patiente",
        "enlever la famille",
    ],
)
def test_care_that_is_worded_like_an_order_ends_nothing(
    village: Village, room: Room, words: str
) -> None:
    members = set(room.joined)
    village.tells(ALICE, words)
    assert room.joined == members
    assert not room.read_only


def test_a_circle_is_closed_for_a_reason_of_one_s_own_when_it_is_announced(
    village: Village, room: Room
) -> None:
    assert "Rien n’est fermé" in village.tells(ALICE, "fermer le cercle : entrée en EHPAD")
    assert "Pourquoi" in village.tells(ALICE, "fermer autre :")
    assert "fermé" in village.tells(ALICE, "fermer autre : entrée en EHPAD")
    assert room.read_only


def test_people_are_named_by_what_they_are(village: Village, room: Room) -> None:
    assert "SOIGNE Ida n’a plus accès" in village.tells(ALICE, "retirer l’infirmière du cercle")
    assert IDA not in room.joined


def test_people_are_named_politely(village: Village, room: Room) -> None:
    assert "INVENTE Paul n’a plus accès" in village.tells(ALICE, "retirer Paul du cercle, merci")
    assert "Invitation" in village.tells(ALICE, "bonjour, ajouter Paul Inventé svp")
