"""What is kept of a mail for people."""

from __future__ import annotations

from datetime import date

from care.documents.model import Sender
from care.letters.reading import read_letter
from care.letters.sheets import write_bare_sheet, write_sheet
from tests.care.letters.scene import LABO, NOW, Paper, send_papers, write

SENDER = Sender(LABO, "Laboratoire")


def test_words_are_folded_and_what_an_answer_needs_is_kept() -> None:
    text = "Bonjour,\n\nOui.\n\n-- \nDr X\n\nLe 12/11/2026, Y a écrit :\n> Et le scanner ?"
    source = write(subject="Re: Scanner", text=text, thread=("a@x.example",), message_id="b@x")
    sheet = write_sheet(read_letter(source), SENDER)
    assert sheet.text == "Bonjour,\n\nOui."
    assert "Et le scanner" in sheet.quoted
    assert (sheet.subject, sheet.message_id, sheet.before) == ("Scanner", "b@x", ("a@x.example",))
    assert (sheet.written_at, sheet.answer_to) == (NOW, ((LABO, "Laboratoire"),))


def test_documents_are_told_in_a_line_each() -> None:
    sheet = write_sheet(read_letter(send_papers(Paper(), text="Pour avis.")), SENDER)
    (heading,) = sheet.headings
    assert (heading.label, heading.written) == ("Lettre d’adressage", date(2026, 11, 20))
    assert heading.author == "DR Alice FICTIF, CABINET FICTIF"
    assert sheet.subject == "Lettre d’adressage EXEMPLE JEANNE 15/06/1984"
    assert sheet.text == "Pour avis."
    assert sheet.claim is not None


def test_the_header_alone_tells_enough_of_a_mail_that_is_not_opened() -> None:
    source = write(subject="Objet accentué é").partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + b"\0" * 99
    sheet = write_bare_sheet(source, SENDER)
    assert (sheet.subject, sheet.written_at) == ("Objet accentué é", NOW)
    assert write_bare_sheet(b"", SENDER).subject == ""
    assert write_bare_sheet(b"A: " + b"x" * 300_000, SENDER).text == ""
