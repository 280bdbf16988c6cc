"""What a letter is."""

from __future__ import annotations

from care.documents.model import Sender
from care.letters.model import CODES, Finding, Letter, LetterKind, LetterState, Sheet
from tests.care.letters.scene import NOW


def test_a_letter_names_the_error_of_what_was_found() -> None:
    sheet = Sheet(Sender("labo@x.example"))
    letter = Letter(1, "a@x.example", LetterKind.DOCUMENT, LetterState.TO_TRIAGE, NOW, sheet)
    assert letter.error_code == 906
    found = {one: Letter(1, "a@x.example", LetterKind.DOCUMENT, LetterState.TO_TRIAGE, NOW, sheet,
                         finding=one).error_code for one in Finding}  # fmt: skip
    assert found == dict(CODES)


def test_nothing_of_a_letter_is_in_its_representation() -> None:
    sheet = Sheet(Sender("labo@x.example", "JEANNE EXEMPLE"), "SECRET", text="SECRET")
    letter = Letter(1, "a@x.example", LetterKind.PLAIN, LetterState.SHOWN, NOW, sheet)
    assert "SECRET" not in repr(letter) + repr(sheet)
    assert "JEANNE" not in repr(letter) + repr(sheet)
