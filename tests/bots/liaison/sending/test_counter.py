"""Sending from a circle, as a conversation."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from care.consent.model import Scope
from care.dispatches.answers import note_answer
from care.dispatches.store import dispatches_of_sender
from care.identity.status import Attribute, Status
from care.letters.threads import join_thread, load_thread
from care.mail.delivery import Happening
from care.standards.rfc5322.parser import parse_mail
from care.standards.xdm.reader import read_xdm
from tests.bots.liaison.sending.town import MailTown
from tests.bots.liaison.village import ALICE, ANNE, CAMILLE, IDA, plain
from tests.care.dispatches.territory import BOX_ALICE, BOX_IDA, BOX_TEAM, identity, oppose
from tests.care.documents.papers import Paper, file, result


@pytest.fixture
def town() -> MailTown:
    return MailTown()


def photograph() -> bytes:
    """A picture of nothing."""
    written = BytesIO()
    Image.new("RGB", (600, 400), "pink").save(written, "JPEG")
    return written.getvalue()


def test_words_are_looked_at_then_leave_and_one_card_follows_them(town: MailTown) -> None:
    _, room = town.opens()
    preview = town.says(IDA, "!envoyer au médecin traitant : plaie propre, fils le 3/12", room)
    assert "À : Dr Alice FICTIF, Le Havre – alice.fictif@medecin.mssante.example" in preview
    assert "Type : CR ou fiche de suivi de soins par auxiliaire médical" in preview
    assert "traits et matricule INS (identité qualifiée)" in preview
    assert "Taille : 0,1 Mo (au plus 0,3 Mo)" in preview
    assert town.mails(BOX_IDA) == []
    card = town.says(IDA, "envoyer", room)
    assert "Dr Alice FICTIF : en attente d’envoi" in card
    assert len(town.mails(BOX_IDA)) == 1
    said = len(room.texts)
    town.news(BOX_IDA, Happening.TAKEN)
    assert "Dr Alice FICTIF : envoyé" in room.texts[-1]
    town.news(BOX_IDA, Happening.ARRIVED)
    town.news(BOX_IDA, Happening.OPENED)
    assert "Dr Alice FICTIF : lu (" in room.texts[-1]
    assert len(room.texts) == said


def test_a_sending_that_is_refused_lets_none_leave_in_its_place(town: MailTown) -> None:
    _, room = town.opens()
    town.says(IDA, "!envoyer au médecin traitant : a", room)
    refused = town.says(IDA, "!envoyer à la pharmacie : b", room)
    assert refused.startswith("INVENTE Paul n’a pas d’adresse MSSanté")
    assert refused.endswith("L’envoi préparé avant est abandonné : rien n’est parti.")
    assert town.says(IDA, "envoyer", room) == ""
    assert town.mails(BOX_IDA) == []


def test_nobody_believes_that_what_left_was_given_up(town: MailTown) -> None:
    _, room = town.opens()
    town.says(IDA, "!envoyer au médecin traitant : a", room)
    town.says(IDA, "envoyer", room)
    told = town.says(IDA, "!annuler", room)
    assert told.startswith("Rien n’attendait : ce qui a été fait avant reste fait.")
    assert len(town.mails(BOX_IDA)) == 1


def test_the_identity_goes_along_when_it_is_asked_for_by_its_number(town: MailTown) -> None:
    _, room = town.opens()
    assert "Identité : non jointe" in town.says(IDA, "!mail Dr Fictif : bonjour", room)
    assert "matricule INS" in town.says(IDA, "!avec INS", room)


def test_a_photograph_answered_to_is_sent_on(town: MailTown) -> None:
    _, room = town.opens()
    shown = town.shows(IDA, room, "IMG_0012.jpg", "image/jpeg", photograph())
    preview = town.says(ALICE, "!envoyer à Marc Rayon", room, reply_to=shown)
    assert "Document encapsulant une image" in preview
    assert "Fichier : IMG_0012.jpg" in preview
    town.says(ALICE, "!envoyer", room)
    (source,) = town.mails(BOX_ALICE)
    mail = parse_mail(source)
    assert next(one.name for one in mail.attachments) == "IHE_XDM.ZIP"
    assert mail.mss.document_codes == ("52040-3",)


def test_a_photograph_can_be_sent_by_its_caption(town: MailTown) -> None:
    _, room = town.opens()
    town.shows(
        IDA,
        room,
        "IMG_0012.jpg",
        "image/jpeg",
        photograph(),
        caption="!envoyer au médecin traitant",
    )
    assert "Fichier : IMG_0012.jpg" in room.texts[-1]
    again = town.says(ALICE, "!envoyer à Marc Rayon", room, reply_to=town.last)
    assert "Fichier : IMG_0012.jpg" in again
    assert "Texte :" not in again


def test_the_last_file_is_meant_when_nothing_else_is(town: MailTown) -> None:
    _, room = town.opens()
    town.shows(IDA, room, "a.jpg", "image/jpeg", photograph())
    town.shows(IDA, room, "b.jpg", "image/jpeg", photograph())
    town.says(IDA, "elle va mieux", room)
    assert "Fichier : b.jpg" in town.says(ALICE, "!envoyer à Marc Rayon", room)


def test_a_file_of_unknown_kind_is_asked_about(town: MailTown) -> None:
    _, room = town.opens()
    pdf = _pdf()
    shown = town.shows(ALICE, room, "scan 12.pdf", "application/pdf", pdf)
    asked = town.says(ALICE, "!envoyer à Marc Rayon", room, reply_to=shown)
    assert asked.startswith("Quel est ce document ?")
    assert "3. Prescription de produits de santé" in asked
    preview = town.says(ALICE, "3", room)
    assert "Type : Prescription de produits de santé" in preview
    assert "Type : CR d’imagerie médicale" in town.says(ALICE, "!type radio", room)
    assert "en attente" in town.says(ALICE, "envoyer", room)


def test_who_is_meant_is_asked_by_number(town: MailTown) -> None:
    _, room = town.opens()
    asked = town.says(ALICE, "!mail Rayon : pouvez-vous relire ?", room)
    assert "1. Dr Luc RAYON" in asked
    assert "2. Dr Marc RAYON" in asked
    preview = town.says(ALICE, "2", room)
    assert "À : Dr Marc RAYON" in preview
    assert "Identité : non jointe" in preview
    assert "traits et matricule INS" in town.says(ALICE, "avec identité", room)
    town.says(ALICE, "envoyer", room)
    mail = parse_mail(town.mails(BOX_ALICE)[0])
    assert "matricule INS 284067699900138" in mail.body
    assert mail.mss.has_ins is True


def test_people_go_on_talking_while_a_sending_waits(town: MailTown) -> None:
    _, room = town.opens()
    town.says(ALICE, "!mail Marc Rayon : bonjour", room)
    for text in ("ok", "oui", "1", "depuis hier elle va mieux", "type 2, comme sa mère", "non"):
        assert town.says(ALICE, text, room) == ""
    assert town.says(IDA, "envoyer", room) == ""
    assert town.mails(BOX_ALICE) == []
    assert town.says(ALICE, "annuler", room) == "Rien n’est parti."
    assert "Aucun envoi" not in town.says(ALICE, "envoyer", room)
    assert town.mails(BOX_ALICE) == []


def test_another_mailbox_of_theirs_is_chosen(town: MailTown) -> None:
    _, room = town.opens()
    preview = town.says(ALICE, "!mail Marc Rayon : bonjour", room)
    assert "De : Dr Alice FICTIF (alice.fictif@medecin.mssante.example)" in preview
    assert "Autre boîte possible : Cabinet Fictif – répondez « depuis 1 »" in preview
    assert "De : Cabinet Fictif" in town.says(ALICE, "!depuis 1", room)
    town.says(ALICE, "envoyer", room)
    assert len(town.mails(BOX_TEAM)) == 1


def test_a_failure_rings_once_and_says_what_to_do(town: MailTown) -> None:
    _, room = town.opens()
    town.says(IDA, "!envoyer au médecin traitant : plaie propre", room)
    town.says(IDA, "envoyer", room)
    town.news(BOX_IDA, Happening.TAKEN)
    town.news(BOX_IDA, Happening.UNUSABLE, "903")
    card, bell = room.texts[-2:]
    assert "reçu, mais non intégré : le matricule INS est absent (903)" in card
    assert "Le destinataire le rangera à la main" in card
    assert "n’est pas arrivé chez Dr Alice FICTIF" in bell
    assert list(room.said.values())[-1].mentions == (IDA,)
    town.news(BOX_IDA, Happening.OPENED)
    assert "lu (" in room.texts[-2]
    assert room.texts[-1] == bell


def test_an_opposition_is_told_to_who_asks_alone(town: MailTown) -> None:
    circle, room = town.opens()
    with town.units.unit("no") as work:
        oppose(work, circle, Scope.MAIL_TO_PROFESSIONALS)
    said = town.says(IDA, "!envoyer au médecin traitant : plaie propre", room)
    assert said == "Cet envoi n’est pas possible. Je vous dis pourquoi en privé."
    assert "s’oppose" in town.direct(IDA).texts[-1]
    assert not any("s’oppose" in text for text in room.texts)


def test_a_doubtful_identity_leaves_no_document_but_a_plain_mail(town: MailTown) -> None:
    _, room = town.opens(identity(Status.PROVISIONAL, Attribute.DOUBTFUL))
    said = town.says(IDA, "!envoyer au médecin traitant : plaie propre", room)
    assert said.startswith("L’identité est douteuse ou fictive")
    preview = town.says(IDA, "sans identité", room)
    assert "Identité : non jointe" in preview
    town.says(IDA, "envoyer", room)
    assert b"EXEMPLE" not in town.mails(BOX_IDA)[0]


def test_what_left_is_listed_replaced_and_withdrawn(town: MailTown) -> None:
    _, room = town.opens()
    assert town.says(IDA, "!envois", room).startswith("Aucun envoi")
    town.says(IDA, "!envoyer au médecin traitant : plaie propre", room)
    town.says(IDA, "envoyer", room)
    listed = town.says(IDA, "!envois", room)
    assert "1. 02/03/2026 à 9 h 00 – CR ou fiche de suivi" in listed
    preview = town.says(IDA, "!remplacer envoi 1 : plaie très propre", room)
    assert "annule et remplace" in preview
    town.says(IDA, "envoyer", room)
    assert any("Remplacé depuis par une nouvelle version." in text for text in room.texts)
    assert "Version 2, annule et remplace la précédente." in room.texts[-1]
    assert "par MSSanté" in town.says(IDA, "!annuler envoi", room)
    assert len(town.mails(BOX_IDA)) == 3
    assert "(annulé)" in town.says(IDA, "!envois", room)


def test_what_was_sent_elsewhere_is_not_listed_before_relatives(town: MailTown) -> None:
    _, room = town.opens()
    town.tells(IDA, "mes patients")
    town.tells(IDA, "1")
    assert "À : Dr Alice FICTIF" in town.tells(IDA, "envoyer au médecin traitant : plaie propre")
    assert "en attente" in town.tells(IDA, "envoyer")
    assert town.says(IDA, "!envois", room).startswith("Aucun envoi")
    assert "CR ou fiche" in town.tells(IDA, "envois")


def test_alone_a_circle_is_chosen_first(town: MailTown) -> None:
    town.opens()
    assert "patient" in town.tells(IDA, "envoyer au médecin traitant : plaie propre").lower()
    assert town.mails(BOX_IDA) == []


@pytest.mark.parametrize("person", [ANNE, CAMILLE])
def test_relatives_and_who_reads_no_circle_send_nothing(town: MailTown, person: str) -> None:
    _, room = town.opens()
    said = town.says(person, "!envoyer au médecin traitant : bonjour", room)
    assert said
    assert "envoyer</b>" not in said
    town.says(person, "envoyer", room)
    assert not any(town.mails(box) for box in (BOX_ALICE, BOX_IDA, BOX_TEAM))


def test_a_corrected_message_is_sent_as_it_was_corrected_an_erased_one_not(town: MailTown) -> None:
    _, room = town.opens()
    town.says(IDA, "plaie sale", room)
    said = town.last
    town.corrects(IDA, said, "plaie propre", room)
    preview = town.says(IDA, "!envoyer au médecin traitant", room, reply_to=said)
    assert "Texte : plaie propre" in preview
    town.erases(IDA, said, room)
    assert town.says(IDA, "!envoyer au médecin traitant", room, reply_to=said).startswith(
        "Envoyer quoi ?"
    )


def test_a_file_that_is_gone_is_not_sent(town: MailTown) -> None:
    _, room = town.opens()
    shown = town.shows(IDA, room, "a.jpg", "image/jpeg", photograph())
    town.files.known.clear()
    said = town.says(IDA, "!envoyer au médecin traitant", room, reply_to=shown)
    assert said.startswith("Je n’ai pas pu ouvrir ce fichier.")


def test_a_file_is_opened_only_by_who_asks_to_send_it(town: MailTown) -> None:
    _, room = town.opens()
    town.shows(IDA, room, "a.jpg", "image/jpeg", photograph())
    town.says(IDA, "envoyer au médecin traitant, tu crois ?", room)
    assert town.files.opened == 0
    town.says(IDA, "!envoyer au médecin traitant", room)
    town.files.known.clear()
    assert "en attente" in town.says(IDA, "envoyer", room)
    assert town.files.opened == 1


def test_a_room_that_is_replaced_shows_its_cards_again(town: MailTown) -> None:
    _, room = town.opens()
    town.says(IDA, "!envoyer au médecin traitant : plaie propre", room)
    town.says(IDA, "envoyer", room)
    new = town.is_replaced(room)
    town.news(BOX_IDA, Happening.TAKEN)
    assert any("Dr Alice FICTIF : envoyé" in text for text in new.texts)


def _pdf() -> bytes:
    written = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(written)
    return written.getvalue()


def test_a_document_that_came_is_passed_on_as_it_is(town: MailTown) -> None:
    circle, room = town.opens()
    with town.units.unit("a result") as work:
        file(work, circle.id, Paper("1", results=(result(),)))
    town.time_passes(timedelta(minutes=1))
    card = next(key for key, say in room.said.items() if "CR d’examens" in plain(say.text))
    preview = town.says(ALICE, "!envoyer à Marc Rayon", room, reply_to=f"${card}")
    assert "un message" in preview
    assert "Fichier : 2026-11-12_CR d’examens biologiques.pdf" in preview
    town.says(ALICE, "avec identité", room)
    town.says(ALICE, "envoyer", room)
    mail = parse_mail(town.mails(BOX_ALICE)[0])
    (attached,) = mail.attachments
    assert attached.content.startswith(b"%PDF-")
    assert mail.mss.document_codes == ()
    assert mail.mss.has_ins is True


def test_the_end_of_a_conversation_with_the_patient_is_that_of_its_threads(town: MailTown) -> None:
    _, room = town.opens()
    town.says(ALICE, "!mail patient : comment allez-vous ?", room)
    town.says(ALICE, "envoyer", room)
    question = parse_mail(town.mails(BOX_ALICE)[0])
    with town.units.unit("an answer came") as work:
        answer = join_thread(work, BOX_ALICE, [question.message_id, "a@patient.mssante.fr"])
    preview = town.says(ALICE, "!mail patient fin", room)
    assert "clôt l’échange" in preview
    town.says(ALICE, "envoyer", room)
    with town.units.unit("look") as work:
        thread = load_thread(work.connection, answer.number)
    assert thread is not None
    assert thread.is_closed
    assert town.says(ALICE, "!mail patient fin", room).startswith("Aucun échange")


def test_what_was_said_among_professionals_stays_among_them(town: MailTown) -> None:
    _, room = town.opens()
    town.says(IDA, "!équipe", room)
    team = next(one for one in town.rooms.values() if (one.name or "").startswith("Équipe"))
    town.everybody_joins(team)
    town.says(IDA, "elle boit en cachette", team)
    said = town.last
    for preview in (
        town.says(IDA, "!envoyer au médecin traitant", team, reply_to=said),
        town.says(IDA, "!envoyer au médecin traitant : elle boit", team),
    ):
        assert "Réservé aux professionnels" in preview
    town.says(IDA, "envoyer", team)
    (archive, _) = parse_mail(town.mails(BOX_IDA)[0]).attachments
    (document,) = read_xdm(archive.content).documents
    assert "INVISIBLE_PATIENT" in {one.code for one in document.entry.confidentiality}
    assert town.says(IDA, "!envois", room).startswith("Aucun envoi")
    assert "Réservé" not in town.says(IDA, "!envoyer au médecin traitant : elle va mieux", room)
    said_there = town.says(IDA, "!envoyer au médecin traitant", room, reply_to=said)
    assert said_there.startswith("Envoyer quoi ?")


def test_what_did_not_arrive_is_sent_again_by_a_word_on_its_card(town: MailTown) -> None:
    _, room = town.opens()
    town.says(IDA, "!envoyer au médecin traitant : plaie propre", room)
    town.says(IDA, "envoyer", room)
    card = f"${list(room.said)[-1]}"
    assert town.says(IDA, "renvoyer", room, reply_to=card).startswith("Rien n’est à renvoyer")
    town.news(BOX_IDA, Happening.OFFERED)
    town.news(BOX_IDA, Happening.REFUSED, "4.2.2")
    assert sum("La cause est réglée ?" in text for text in room.texts) == 2  # card and call
    ring = f"${list(room.said)[-1]}"
    assert "renvoyer" in room.texts[-1]
    assert town.says(ALICE, "renvoyer", room, reply_to=card).startswith("Seule la personne")
    said = town.says(IDA, "renvoyer", room, reply_to=ring)
    assert "Renvoyé, tel quel, à Dr Alice FICTIF." in said
    assert len(town.mails(BOX_IDA)) == 2
    assert sum("La cause est réglée ?" in text for text in room.texts) == 1
    assert town.says(IDA, "!renvoyer", room).startswith("Rien n’est à renvoyer")
    assert town.says(IDA, "renvoyer", room) == ""
    assert len(town.mails(BOX_IDA)) == 2


def test_it_is_sent_again_by_its_number_and_fails_aloud_each_time(town: MailTown) -> None:
    _, room = town.opens()
    town.says(IDA, f"!mail {BOX_ALICE} : rappelez-moi", room)
    town.says(IDA, "envoyer", room)
    for _ in range(2):
        town.news(BOX_IDA, Happening.OFFERED)
        town.news(BOX_IDA, Happening.REFUSED, "4.2.2")
        assert "n’est pas arrivé" in room.texts[-1]
        assert "Renvoyé, tel quel" in town.says(IDA, "!renvoyer envoi 1", room)
    assert town.says(IDA, "!renvoyer 7", room).startswith("Je ne trouve pas cet envoi")


def test_an_answer_is_told_on_the_card_without_a_word_of_it(town: MailTown) -> None:
    _, room = town.opens()
    town.says(IDA, f"!mail {BOX_ALICE} : rappelez-moi", room)
    town.says(IDA, "envoyer", room)
    said = len(room.texts)
    with town.units.unit("answer") as work:
        (dispatch,) = dispatches_of_sender(work.connection, work.keys, IDA)
        note_answer(work, dispatch, BOX_ALICE, 1, work.now)
    town.time_passes(timedelta(minutes=1))
    assert len(room.texts) == said
    (line,) = (one for one in room.texts[-1].splitlines() if "réponse reçue le" in one)
    assert line.startswith("↩ Dr Alice FICTIF : réponse reçue le ")
    assert line.endswith(f"– dans la boîte {BOX_IDA}")
