"""The draft of a circle, step by step, through every turn it may take."""

from __future__ import annotations

import pytest

from care.circles.dialogue import recall_memory
from tests.bots.liaison.village import ALICE, CAMILLE, IDA, KIM, PAUL, Village, open_jeanne

WHO = "nouveau cercle EXEMPLE Jeanne 15/06/1984 F"


@pytest.fixture
def village() -> Village:
    return Village()


def draft_of(village: Village, person: str) -> object:
    room = village.direct(person).room_id
    with village.units.unit(f"look {person}") as work:
        return recall_memory(work, room, person).draft


def test_a_slip_is_confirmed_before_anybody_is_let_in(village: Village) -> None:
    village.tells(ALICE, WHO)
    asked = village.tells(ALICE, "Ida Soigen, Paul Inventé")
    assert "qui est-ce" in asked
    assert "1. SOIGNE Ida" in asked
    assert "pas compris" in village.tells(ALICE, "7")
    assert "À quel titre" in village.tells(ALICE, "1")
    village.tells(ALICE, "2")
    assert village.circles[0].invited == {ALICE, IDA, PAUL}


def test_somebody_unsure_may_be_left_out(village: Village) -> None:
    village.tells(ALICE, WHO)
    village.tells(ALICE, "Exemple, Paul Inventé")
    village.tells(ALICE, "0")
    village.tells(ALICE, "1")
    assert village.circles[0].invited == {ALICE, PAUL}


def test_who_opens_may_leave_themselves_out(village: Village) -> None:
    village.tells(ALICE, WHO)
    village.tells(ALICE, "sans moi, Paul Inventé")
    village.tells(ALICE, "1")
    assert village.circles[0].invited == {PAUL}


def test_a_coordinator_is_in_only_when_they_say_so(village: Village) -> None:
    village.tells(CAMILLE, WHO)
    village.tells(CAMILLE, "moi, Paul Inventé")
    village.tells(CAMILLE, "1")
    assert village.circles[0].invited == {CAMILLE, PAUL}


def test_a_role_that_is_not_theirs_is_refused_and_nothing_is_opened(village: Village) -> None:
    village.tells(ALICE, WHO)
    village.tells(ALICE, "Paul Inventé médecin traitant")
    assert "ne peut pas avoir ce rôle" in village.tells(ALICE, "1")
    assert village.circles == []
    assert draft_of(village, ALICE) is not None


def test_a_wrong_key_and_a_wrong_date_are_told(village: Village) -> None:
    scanned = (
        "IS010000000000000000000000S1284067635112399S21.2.250.1.213.1.4.8"
        "S3JEANNE\x1dS4EXEMPLE\x1dS5FS615-06-1984"
    )
    assert "clé de ce numéro est fausse" in village.tells(ALICE, f"nouveau cercle {scanned}")
    assert "la date de naissance" in village.tells(
        ALICE, "nouveau cercle EXEMPLE Jeanne 31/02/1984 F"
    )


def test_two_people_prepare_circles_without_mixing(village: Village) -> None:
    village.tells(ALICE, WHO)
    village.tells(KIM, "nouveau cercle MODELE Pierre 02/03/1955 M")
    village.tells(ALICE, "Paul Inventé")
    village.tells(KIM, "Ida Soigne")
    village.tells(KIM, "1")
    village.tells(ALICE, "1")
    first, second = village.circles
    assert (first.invited, second.invited) == ({KIM, IDA}, {ALICE, PAUL})
    assert first.cards[0].startswith("MODELE Pierre")


def test_help_and_my_patients_do_not_lose_a_draft_unless_meant(village: Village) -> None:
    open_jeanne(village)
    village.tells(ALICE, "nouveau cercle MODELE Pierre 02/03/1955 M")
    assert "cercles de soins" in village.tells(ALICE, "aide")
    assert "À quel titre" in village.tells(ALICE, "Paul Inventé")


def test_somebody_alike_is_shown_with_no_more_than_what_tells_them_apart(
    village: Village,
) -> None:
    open_jeanne(village)
    asked = village.tells(KIM, WHO)
    assert "06 00 00 00 12" not in asked
    assert "1. EXEMPLE Jeanne, née le 15/06/1984" in asked
    assert "pas compris" in village.tells(KIM, "peut-être")


def test_two_who_prepare_the_same_circle_do_not_open_two(village: Village) -> None:
    village.tells(ALICE, WHO)
    village.tells(KIM, WHO)
    village.tells(ALICE, "Paul Inventé")
    village.tells(KIM, "Ida Soigne")
    village.tells(ALICE, "1")
    asked = village.tells(KIM, "1")
    assert "très proche" in asked
    assert "dont vous n’êtes pas" in village.tells(KIM, "1")
    assert len(village.circles) == 1
    village.tells(KIM, "0")
    village.tells(KIM, "1")
    assert len(village.circles) == 2
    assert "Homonyme connu" in village.circles[1].cards[0]


def test_nobody_learns_a_name_by_typing_another(village: Village) -> None:
    open_jeanne(village)
    asked = village.tells(KIM, "nouveau cercle DURAND Jeanne 15/06/1984 F")
    assert "EXEMPLE" not in asked
    assert "Qui est dans le cercle" in asked
