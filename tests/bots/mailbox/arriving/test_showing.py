"""Mails in their room, one message each, in their threads; nothing lost, nothing said twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bots.mailbox.arriving.showing import Arriving
from bots.mailbox.rooms import MailRoom
from care.identity.birth_date import BirthDate
from care.letters.model import Letter
from care.letters.store import load_source
from care.runtime.outgoing import Say
from care.runtime.units import UnitOfWork
from care.standards.rfc5322.composer import OutgoingFile
from care.standards.rfc5322.mss import MssHeaders
from tests.bots.mailbox.practice import Practice
from tests.care.circles.hamlet import ALICE
from tests.care.letters.scene import KEYS, Paper, send_papers, write
from tests.care.standards.people import JEANNE

ALICE_MAIL = "alice.fictif@medecin.mssante.example"
OTHER_DAY = Paper(traits=replace(JEANNE.traits, birth_date=BirthDate(1984, 6, 16)))


def test_a_mail_says_first_who_and_what() -> None:
    practice = Practice()
    practice.gets(
        write(sender=ALICE_MAIL, name="Dr Alice FICTIF", subject="Avis", text="Qu’en dis-tu ?")
    )
    (text,) = practice.mails
    assert text.splitlines()[:3] == [
        "Dr Alice FICTIF, médecin, CABINET FICTIF – Avis",
        "alice.fictif@medecin.mssante.example, le 20/11/2026 à 10 h 00",
        "Qu’en dis-tu ?",
    ]
    ((_, say),) = practice.said(MailRoom.LETTERS)
    assert not say.notice


def test_answers_hang_in_the_thread_of_the_first_even_when_it_came_last() -> None:
    practice = Practice()
    practice.gets(write(message_id="b@x", thread=("a@x",), subject="Re: Avis"))
    practice.gets(write(message_id="a@x", subject="Avis"))
    practice.gets(write(message_id="c@x", thread=("a@x", "b@x"), subject="Re: Avis"))
    practice.gets(write(message_id="z@x", subject="Autre chose"))
    said = practice.said(MailRoom.LETTERS)
    root = said[0][0]
    assert [say.thread for _, say in said] == [None, root, root, None]
    assert "il la précède dans le fil" in practice.mails[1]
    assert "il la précède" not in practice.mails[2]


def test_files_follow_in_the_thread_with_their_names_and_programs_are_only_saved() -> None:
    practice = Practice()
    files = [
        OutgoingFile("Écho d’été.jpg", "image/jpeg", b"\xff\xd8"),
        OutgoingFile("page.html", "text/html", b"<script>"),
        OutgoingFile("dessin.svg", "image/svg+xml", b"<svg/>"),
    ]
    practice.gets(write(files=files))
    ((root, _),) = practice.said(MailRoom.LETTERS)
    sent = practice.files(MailRoom.LETTERS)
    assert [(one.name, one.media_type, one.thread) for one in sent] == [
        ("Écho d’été.jpg", "image/jpeg", root),
        ("page.html", "application/octet-stream", root),
        ("dessin.svg", "application/octet-stream", root),
    ]
    assert "3 fichiers, dans le fil" in practice.mails[0]


def test_html_is_read_as_text_and_quotes_are_folded() -> None:
    practice = Practice()
    source = write(text="x").replace(b"Content-Type: text/plain", b"Content-Type: text/html")
    source = source.rpartition(b"\r\n\r\n")[0] + b"\r\n\r\n<p>Voil=C3=A0 <b>tout</b></p>\r\n"
    practice.gets(source)
    assert "Voilà" in practice.mails[0]
    assert "<b>" not in practice.mails[0]
    practice.gets(write(message_id="a@x", text="Question ?"))
    practice.gets(
        write(thread=("a@x",), text="Réponse.\n\nLe 1/11/2026, X a écrit :\n> Question ?\n")
    )
    assert "2 lignes citées, repliées" in practice.mails[2]
    assert "> Question" not in practice.mails[2]


def test_what_quotes_a_message_that_is_not_here_brings_it_as_a_file() -> None:
    practice = Practice()
    practice.gets(write(text="Réponse.\n\nLe 1/11/2026, X a écrit :\n> Question ?\n"))
    assert [one.name for one in practice.files(MailRoom.LETTERS)] == ["citation.txt"]


def test_a_long_text_goes_on_in_a_file() -> None:
    practice = Practice()
    practice.gets(write(text="Une ligne.\n" * 2_000))
    assert len(practice.mails[0]) < 3_000
    assert "La suite est dans le fichier « courrier.txt »" in practice.mails[0]
    assert [one.name for one in practice.files(MailRoom.LETTERS)] == ["courrier.txt"]


def test_doubt_is_shown_on_who_wrote() -> None:
    practice = Practice()
    practice.gets(write(sender=ALICE_MAIL, name="Dr Paul INVENTE"))
    assert (
        "Le nom affiché, « Dr Paul INVENTE », n’est pas celui de cette adresse"
        in (practice.mails[0])
    )
    practice.gets(write(sender="inconnu@x.example"))
    assert "pas dans l’annuaire" in practice.mails[1]


def test_a_patient_is_shown_as_one_and_a_closed_conversation_says_so() -> None:
    practice = Practice()
    patient = "284067635112353@patient.mssante.fr"
    practice.gets(write(sender=patient, name="Jeanne", message_id="a@p", subject="Merci"))
    assert practice.mails[0].startswith("D’un patient : Jeanne – Merci")
    practice.gets(write(subject="[FIN]", thread=("a@p",), mss=MssHeaders(closes=True)))
    assert "Conversation close" in practice.mails[1]


def test_machines_speak_quietly_and_a_ko_says_its_code() -> None:
    practice = Practice()
    practice.gets(write(subject="Absence du bureau : vacances", automatic=True))
    practice.gets(write(subject="[KO Intégration système !][903] XDM/1.0/DDM+CR EXEMPLE"))
    said = practice.said(MailRoom.LETTERS)
    assert said[0][1].notice
    assert "erreur 903" in practice.mails[1]


def test_a_filed_document_is_a_quiet_line_with_the_words_that_came_with_it() -> None:
    practice = Practice()
    practice.circle()
    practice.gets(send_papers(Paper(), text="À revoir avant vendredi."))
    ((_, say),) = practice.said(MailRoom.LETTERS)
    assert say.notice
    assert practice.mails[0].startswith("📄 Classé dans le cercle – Lettre d’adressage EXEMPLE")
    assert "À revoir avant vendredi." in practice.mails[0]
    assert practice.cards == []
    assert practice.files(MailRoom.LETTERS) == []  # the circle shows it


def test_bytes_are_forgotten_once_shown_and_kept_while_somebody_may_decide() -> None:
    practice = Practice()
    plain = practice.gets(write())
    waiting = practice.gets(send_papers(OTHER_DAY))
    with practice.units.database.begin() as connection:
        assert load_source(connection, KEYS, plain.number) is None
        assert load_source(connection, KEYS, waiting.number) is not None


def test_many_mails_come_each_once_in_order() -> None:
    practice = Practice()
    for number in range(35):
        practice.come(write(subject=f"n° {number}"))
    practice.turn()
    practice.turn()
    titles = [text.splitlines()[0].rpartition("n° ")[2] for text in practice.mails]
    assert titles == [str(number) for number in range(35)]


def test_what_waits_is_said_again_once_a_day_and_quietly() -> None:
    practice = Practice()
    practice.gets(write())
    practice.gets(send_papers(OTHER_DAY))
    practice.wait_until(practice.clock.now() + timedelta(days=3))
    reminders = [one for one in practice.cards if "attend depuis" in one]
    assert len(reminders) == 3
    told = [say for _, say in practice.said(MailRoom.TRIAGE) if "attend depuis" in say.text]
    assert all(say.notice for say in told)
    practice.says("2 : aucun", ALICE)
    practice.wait_until(practice.clock.now() + timedelta(days=3))
    assert len([one for one in practice.cards if "attend depuis" in one]) == 3


def test_a_room_that_is_replaced_says_again_what_waits() -> None:
    practice = Practice()
    practice.gets(write(message_id="a@x"))
    practice.gets(send_papers(OTHER_DAY))
    practice.moves(MailRoom.TRIAGE)
    assert [one.startswith("🗂 À trier n° 2") for one in practice.cards] == [True, True]
    practice.moves(MailRoom.LETTERS)
    practice.gets(write(thread=("a@x",)))
    last = practice.said(MailRoom.LETTERS)[-1][1]
    assert isinstance(last, Say)
    assert last.thread is None


def test_a_letter_that_cannot_be_shown_is_told_of_and_stops_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    practice = Practice()
    usual = Arriving._show_message

    def stumble(self: Arriving, work: UnitOfWork, letter: Letter) -> Letter:
        shown = usual(self, work, letter)
        if letter.sheet.subject == "piège":
            raise ZeroDivisionError
        return shown

    monkeypatch.setattr(Arriving, "_show_message", stumble)
    for subject in ("avant", "piège", "après"):
        practice.come(write(subject=subject))
    practice.turn()
    assert [one.splitlines()[0].rpartition("– ")[2] for one in practice.mails] == ["avant", "après"]
    assert "n° 2 est arrivé, mais je n’ai pas pu l’afficher" in practice.cards[0]
    assert "Il n’y a pas de document" in practice.says("2 : montrer")
