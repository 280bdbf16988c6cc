"""A mail as people read it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bots.mailbox.arriving.replies import Surroundings, is_quiet, name_sender, write_letter
from care.documents.model import Sender
from care.letters.model import Finding, Letter, LetterKind, LetterState, Sheet
from tests.care.letters.scene import NOW

PARIS = ZoneInfo("Europe/Paris")


def letter(state: LetterState = LetterState.SHOWN, **sheet: object) -> Letter:
    """A letter of a stranger."""
    told = Sheet(Sender("labo@x.example", "Labo <b>"), "Objet <i>", **sheet)  # type: ignore[arg-type]
    return Letter(3, "a@x.example", LetterKind.PLAIN, state, NOW, told)


def test_nothing_that_somebody_wrote_becomes_markup() -> None:
    written = write_letter(letter(text="<script>"), Surroundings(), PARIS)
    assert "<script>" not in written.html
    assert "&lt;script&gt;" in written.html
    assert "Labo &lt;b&gt;" in written.html
    assert "<script>" in written.text


@pytest.mark.parametrize("state", LetterState)
def test_every_state_has_its_words(state: LetterState) -> None:
    assert write_letter(letter(state), Surroundings(), PARIS).text


def test_cautions_are_said_once_each() -> None:
    around = Surroundings(
        is_late=True, is_closed=True, too_large=("gros.zip",), has_encrypted=True, is_first=False
    )
    text = write_letter(
        letter(is_outside=True, flaws=("body_cut",), files=("gros.zip", "a.pdf")), around, PARIS
    ).text
    for words in ("hors de l’espace", "précède", "abîmée", "S/MIME", "gros.zip", "close"):
        assert text.count(words) == 1, words
    assert "Un fichier, dans le fil" in text.replace("\u00a0", " ")


def test_who_is_quiet() -> None:
    assert is_quiet(letter(LetterState.FILED))
    assert is_quiet(letter(is_automatic=True))
    assert not is_quiet(letter())


def test_senders_by_the_directory_or_by_what_they_say() -> None:
    assert name_sender(Sender("a@x", "B", "Dr Alice FICTIF", "médecin", "CABINET")) == (
        "Dr Alice FICTIF, médecin, CABINET"
    )
    assert name_sender(Sender("a@x", "B")) == "B"
    assert name_sender(Sender("a@x")) == "a@x"


def test_an_old_version_says_so() -> None:
    old = Letter(3, "a@x", LetterKind.DOCUMENT, LetterState.FILED, NOW, letter().sheet,
                 finding=Finding.SUPERSEDED)  # fmt: skip
    assert "version dépassée" in write_letter(old, Surroundings(), PARIS).text
