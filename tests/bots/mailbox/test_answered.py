"""Whom an answer goes to, and by which name."""

from __future__ import annotations

from datetime import UTC, datetime

from bots.mailbox.answered import letter_answered
from care.documents.model import Sender
from care.letters.model import Letter, LetterKind, LetterState, Sheet

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def test_only_the_name_that_the_directory_gives_goes_with_an_address() -> None:
    sheet = Sheet(
        Sender("marc@x.example", name="Dr Marc RAYON", shown="Le pape"),
        answer_to=(("Marc@x.example", "Le pape"), ("other@x.example", "Quelqu’un")),
        everybody=(("third@x.example", "Une autre"),),
    )
    letter = Letter(1, "us@x.example", LetterKind.PLAIN, LetterState.SHOWN, NOW, sheet)
    answered = letter_answered(letter)
    assert answered.answer_to == (("Marc@x.example", "Dr Marc RAYON"), ("other@x.example", ""))
    assert answered.everybody == (("third@x.example", ""),)
    assert answered.sender == "Dr Marc RAYON"
