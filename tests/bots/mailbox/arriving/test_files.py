"""The files of a letter, as they may be sent."""

from __future__ import annotations

import pytest

from bots.mailbox.arriving.files import (
    ShownFile,
    documents_of,
    files_of,
    has_encrypted,
    words_of,
)
from bots.mailbox.rooms import MailRoom
from care.documents.model import Sender
from care.letters.model import Letter, LetterKind, LetterState, Sheet
from care.letters.reading import read_letter
from care.runtime.outgoing import LARGEST_FILE
from care.standards.rfc5322.composer import OutgoingFile
from tests.care.letters.scene import NOW, Paper, send_papers, write


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("application/pdf", "application/pdf"),
        ("IMAGE/JPEG", "image/jpeg"),
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("application/xhtml+xml", "application/octet-stream"),
    ],
)
def test_only_what_is_harmless_is_shown_by_itself(given: str, shown: str) -> None:
    file = ShownFile("a", given, b"x").to_send(MailRoom.LETTERS.address, "c1")
    assert (file.media_type, file.thread) == (shown, "c1")


def test_what_fits() -> None:
    assert ShownFile("a", "x/y", b"1").fits
    assert not ShownFile("a", "x/y", b"").fits
    assert not ShownFile("a", "x/y", b"1" * (LARGEST_FILE + 1)).fits


def test_documents_are_called_by_their_type_and_day() -> None:
    reading = read_letter(send_papers(Paper()))
    (document,) = documents_of(reading)
    assert (document.name, document.media_type) == (
        "20261120_Lettre d’adressage.pdf",
        "application/pdf",
    )
    assert files_of(reading) == []


def test_words_too_long_and_quotes_are_files() -> None:
    sheet = Sheet(Sender("a@x.example"), text="x" * 5_000, quoted="> y")
    letter = Letter(1, "b@x.example", LetterKind.PLAIN, LetterState.SHOWN, NOW, sheet)
    assert [one.name for one in words_of(letter, with_quoted=True)] == [
        "courrier.txt",
        "citation.txt",
    ]
    assert [one.name for one in words_of(letter, with_quoted=False)] == ["courrier.txt"]


def test_what_is_closed_to_us_is_known() -> None:
    sealed = OutgoingFile("smime.p7m", "application/pkcs7-mime", b"0")
    assert has_encrypted(read_letter(write(files=[sealed])))
    assert not has_encrypted(read_letter(write()))
