"""Orders about the patient: who may, what is kept, what the card says then."""

from __future__ import annotations

import pytest

from tests.bots.liaison.village import ALICE, ANNE, IDA, PAUL, SECRETARY, Room, Village, open_jeanne


@pytest.fixture
def village() -> Village:
    return Village()


@pytest.fixture
def room(village: Village) -> Room:
    opened = open_jeanne(village)
    for person in (ALICE, ANNE, IDA):
        village.tells(person, "mes patients")
        village.tells(person, "1")
    return opened


def test_phones_are_added_and_erased(village: Village, room: Room) -> None:
    assert "06 00 00 00 12, 02 00 00 00 31" in village.tells(ALICE, "tél 02 00 00 00 31")
    assert "ne reconnais pas" in village.tells(ALICE, "tél douze")
    assert "Téléphone : –" in village.tells(ALICE, "tél aucun")
    assert "☎" not in room.cards[0]


def test_alerts_are_bounded_and_cleared(village: Village, room: Room) -> None:
    for rank in range(12):
        village.tells(IDA, f"alerte numéro {rank}")
    assert room.cards[0].count("⚠") == 8
    assert "plus d’alerte" in village.tells(IDA, "alerte aucune")
    assert "⚠" not in room.cards[0]


def test_relatives_change_nothing(village: Village, room: Room) -> None:
    before = room.cards
    for order in ("tél 06 00 00 00 99", "alerte x", "identité douteuse", "consentement",
                  "corriger EXEMPLE Jeanne 16/06/1984 F"):  # fmt: skip
        assert "ne le permet pas" in village.tells(ANNE, order)
    assert room.cards == before


def test_a_correction_makes_the_identity_provisional_again(village: Village, room: Room) -> None:
    assert "de nouveau provisoire" in village.tells(ALICE, "corriger EXEMPLE Jeanne 16/06/1984 F")
    assert "née le 16/06/1984" in room.cards[0]
    assert "toute l’identité" in village.tells(ALICE, "corriger EXEMPLE")


def test_statements_have_their_dates_and_never_in_the_future(village: Village, room: Room) -> None:
    assert "opposition" in village.tells(ALICE, "opposition courrier patient le 01/03/2026")
    assert "dans le futur" in village.tells(ALICE, "consentement écrit le 01/01/2030")
    assert "n’a de compte" in village.tells(ALICE, "opposition à Zorglub")
    assert PAUL in room.joined


def test_the_trail_is_read_in_words(village: Village, room: Room) -> None:
    village.tells(ALICE, "opposition courrier patient")
    told = village.tells(ALICE, "journal")
    assert "FICTIF Alice a noté une opposition" in told
    assert "FICTIF Alice a ouvert le cercle" in told
    assert "FICTIF Alice a ajouté INVENTE Paul" in told
    assert "référence c" in told


def test_the_trail_is_not_for_who_manages(village: Village, room: Room) -> None:
    name = (room.name or "").removeprefix("Cercle ")
    village.tells(SECRETARY, f"gérer {name}")
    assert "pas dans ce cercle" in village.tells(SECRETARY, "journal")
    assert "pas dans ce cercle" in village.tells(SECRETARY, "identité")
    assert "pas dans ce cercle" in village.tells(SECRETARY, "liste HAD")


@pytest.mark.parametrize(
    "words",
    [
        "opposition",
        "opposition kim",
        "refus de soins ce matin",
        "refus du patient de prendre son traitement",
        "opposition au partage de la fille",
        "consentement refusé",
        "accord de la fille",
        "accord pour jeudi",
        "doute sur une phlébite",
    ],
)
def test_words_that_begin_like_a_statement_are_none(
    village: Village, room: Room, words: str
) -> None:
    before, members = room.cards, set(room.joined)
    told = village.tells(ALICE, words)
    assert "registre" not in told
    assert "verrouillé" not in told
    assert (room.cards, room.joined) == (before, members)
    assert "a noté" not in village.tells(ALICE, "journal")


def test_an_opposition_says_to_what(village: Village, room: Room) -> None:
    assert "« opposition au partage »" in village.tells(ALICE, "opposition")
    assert "Une personne n’a plus accès" in village.tells(
        ALICE, "opposition au partage avec Paul Inventé"
    )
    assert room.joined >= {ALICE, IDA, ANNE}


def test_asking_for_the_address_does_not_erase_it(village: Village, room: Room) -> None:
    village.tells(ALICE, "adresse 2 rue des Lilas")
    for asked in ("adresse", "adresse ?", "tél ?"):
        assert "Adresse : 2 rue des Lilas." in village.tells(ALICE, asked)
    assert "Adresse : –" in village.tells(ALICE, "adresse aucune")
