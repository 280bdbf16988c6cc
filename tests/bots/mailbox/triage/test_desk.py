"""The team talks with its triage room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bots.mailbox.rooms import MailRoom
from care.documents.model import Standing
from care.identity.birth_date import BirthDate
from care.letters.model import Letter, LetterState
from care.runtime.timers import load_due
from tests.bots.mailbox.practice import Practice
from tests.care.circles.hamlet import ALICE, IDA, KIM, PAUL, SACHA
from tests.care.letters.scene import LIAISON, Paper, send_papers, write
from tests.care.standards.people import JEANNE

OTHER_DAY = replace(JEANNE.traits, birth_date=BirthDate(1984, 6, 16))


def waiting(practice: Practice, name: str = "1") -> Letter:
    """A letter that needs somebody."""
    return practice.gets(send_papers(Paper(name, traits=OTHER_DAY)))


def test_a_card_says_why_and_what_differs_and_a_number_files() -> None:
    practice = Practice()
    circle = practice.circle()
    letter = waiting(practice)
    (card,) = practice.cards
    assert "l’identité n’est pas la même chez nous (904)" in card
    assert "date de naissance proche (chez nous 15/06/1984, dans le courrier 16/06/1984)" in card
    assert practice.says("1", PAUL, to=letter.card) == ""
    assert len(practice.documents(circle)) == 1
    (card,) = practice.cards  # edited in place
    assert card.startswith("✅ N° 1 classé par INVENTE Paul chez INVENTE Jeanne")
    assert practice.mails[0].startswith("📄 Classé dans le cercle")


def test_an_order_that_is_done_is_marked_and_nothing_more_is_said() -> None:
    practice = Practice()
    practice.circle()
    waiting(practice)
    assert practice.says("1") == ""
    assert practice.signs[-1].emoji == "✅"


def test_two_who_choose_at_once_one_wins_and_the_other_is_told_by_whom() -> None:
    practice = Practice()
    practice.circle()
    letter = waiting(practice)
    practice.says("1", PAUL, to=letter.card)
    answer = practice.says("aucun", KIM, to=letter.card)
    assert answer == "Trop tard : INVENTE Paul a déjà classé le n° 1. « annuler 1 » revient dessus."
    assert practice.letter(1).state is LetterState.FILED


def test_among_several_a_letter_is_named_or_answered() -> None:
    practice = Practice()
    practice.circle()
    first, second = waiting(practice, "1"), waiting(practice, "2")
    assert "Plusieurs courriers attendent" in practice.says("1")
    practice.says(f"{second.number} : aucun")
    practice.says("jeter doublon", thread=first.card)
    assert [one.state.value for one in practice.letters()] == ["discarded", "shown"]
    assert practice.says("montrer") == "Rien n’attend."


def test_what_is_kept_is_read_in_the_mailbox_with_its_document() -> None:
    practice = Practice()
    practice.circle()
    letter = waiting(practice)
    practice.says("aucun", SACHA, to=letter.card)
    assert practice.mails[0].startswith("Laboratoire – Lettre d’adressage")
    assert [one.name for one in practice.files(MailRoom.LETTERS)] == [
        "20261120_Lettre d’adressage.pdf"
    ]
    assert practice.cards[0].startswith("✅ N° 1 gardé dans la boîte par ACCUEIL Sacha")


def test_a_misfiled_document_is_taken_back() -> None:
    practice = Practice()
    circle = practice.circle()
    practice.gets(send_papers(Paper()))
    assert "annuler 1" in practice.mails[0]
    practice.says("annuler 1")
    assert [one.standing for one in practice.documents(circle)] == [Standing.WITHDRAWN]
    assert practice.mails[0].startswith("Remis à trier (n° 1)")
    assert "il avait été mal classé" in practice.cards[-1]
    practice.says("jeter 904 pas elle")
    assert practice.mails[0].startswith("Écarté (n° 1)")
    practice.says("annuler")
    assert practice.letter(1).state is LetterState.TO_TRIAGE


def test_looking_shows_the_document_in_the_thread_of_its_card() -> None:
    practice = Practice()
    practice.circle()
    letter = waiting(practice)
    assert practice.says("montrer", to=letter.card) == "Un fichier, dans le fil de la carte."
    (file,) = practice.files(MailRoom.TRIAGE)
    assert (file.name, file.thread) == ("20261120_Lettre d’adressage.pdf", letter.card)
    assert practice.acts()[-1] == "letter.looked_at"


def test_x1_quarantine_is_told_glimpsed_at_and_released() -> None:
    practice = Practice()
    aside = practice.gets(
        write(sender="x@ailleurs.example", subject="Urgent", text="Cliquez ici"),
        reason="mail-sender-untrusted",
    )
    assert practice.cards[0].startswith("🚫 Quarantaine n° 1 – Urgent")
    told = practice.says("montrer", to=aside.card)
    assert "De : Laboratoire <x@ailleurs.example>" in told
    assert "Cliquez ici" in told
    practice.says("libérer", to=aside.card)
    assert practice.cards[0].startswith("✅ N° 1 sorti de quarantaine par FICTIF Alice")
    assert "hors de l’espace de confiance" in practice.mails[0]
    assert "a sorti le n° 1" in practice.says("1 : libérer", PAUL)


def test_x6_what_is_dangerous_is_only_thrown_away() -> None:
    practice = Practice()
    aside = practice.gets_hostile(send_papers(zip_=b"PK\x03\x04 broken"))
    assert "l’archive est abîmée ou dangereuse" in practice.cards[0]
    assert "doit rester en quarantaine" in practice.says("libérer", to=aside.card)
    assert "Objet : XDM" in practice.says("montrer", to=aside.card)
    assert practice.files(MailRoom.TRIAGE) == []
    practice.says("jeter archive piégée", to=aside.card)
    assert practice.cards[0].startswith("✅ N° 1 jeté par FICTIF Alice : archive piégée")
    assert "n’est plus gardé" in practice.says("annuler 1")


def test_a_list_of_what_waits() -> None:
    practice = Practice()
    assert practice.says("à trier") == "Rien n’attend."
    practice.circle()
    for number in range(17):
        waiting(practice, f"{number}")
    told = practice.says("à trier")
    assert "17 courriers attendent" in told
    assert "… et 2 autres, plus récents." in told
    assert "n° 1 – Lettre d’adressage" in told


def test_a_new_circle_is_begun_with_liaison_and_its_patient_offered_then() -> None:
    practice = Practice()
    letter = practice.gets(send_papers(Paper()))
    assert "Aucun patient d’ici ne lui ressemble" in practice.cards[0]
    assert "Liaison vous écrit" in practice.says("nouveau cercle", to=letter.card)
    with practice.units.database.begin() as connection:
        keys = [one.key for one in load_due(connection, [LIAISON], practice.clock.now())]
    assert [key for key in keys if key.startswith("circles:draft:")]
    practice.circle()
    practice.says("à trier")
    assert "1. EXEMPLE Jeanne Marie (INVENTE)" in practice.cards[0]
    practice.says("1", to=letter.card)
    assert practice.letter(1).state is LetterState.FILED


@pytest.mark.parametrize("person", [IDA, "@nobody:test"])
def test_whoever_is_not_of_the_team_does_nothing(person: str) -> None:
    practice = Practice()
    practice.circle()
    letter = waiting(practice)
    for text in ("1", "aucun", "jeter pour voir", "montrer", "annuler 1", "nouveau cercle"):
        assert practice.says(text, person, to=letter.card) == (
            "Seule l’équipe de la boîte décide de ses courriers."
        )
    assert practice.letter(1) == letter
    assert practice.files(MailRoom.TRIAGE) == []


def test_people_talk_and_only_answers_to_cards_are_answered() -> None:
    practice = Practice()
    practice.circle()
    letter = waiting(practice)
    assert practice.says("je crois que c’est elle", KIM) == ""
    assert "Je n’ai pas compris" in practice.says("c’est elle", KIM, to=letter.card)
    assert "Je n’ai pas compris" in practice.says("!classer", KIM)
    assert "Je comprends" in practice.says("aide", KIM)


def test_a_reason_is_asked_for() -> None:
    practice = Practice()
    practice.circle()
    letter = waiting(practice)
    assert "Dites pourquoi" in practice.says("jeter", ALICE, to=letter.card)
    assert "Il n’y a pas de patient 7" in practice.says("7", ALICE, to=letter.card)
    assert "pas de courrier n° 99" in practice.says("99 : 1", ALICE)
