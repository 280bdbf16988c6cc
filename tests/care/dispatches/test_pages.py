"""The paper of a document: archivable, and it tells whose it is."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from care.dispatches.model import File, Told
from care.dispatches.pages import Sheet, can_be_paper, make_pdf
from care.dispatches.writer import Workplace, Writer
from care.runtime.errors import Refusal
from care.standards.pdf.conformity import is_pdfa
from tests.care.dispatches.territory import START, identity

ALICE = Writer("@a:test", "Dr", "Alice", "FICTIF", "10199900373", "G15_10", "Médecin",
               Workplace("CABINET FICTIF"))  # fmt: skip


def sheet(file: File | None = None, *, named: bool = True, text: str = "Plaie propre.") -> Sheet:
    """A letter about Jeanne."""
    who = identity()
    told = Told(who.traits, who.number) if named else Told()
    return Sheet("Compte rendu", ALICE, ("Dr Marc RAYON",), told, START, text, file)


def picture(kind: str) -> File:
    """A picture of nothing."""
    written = BytesIO()
    Image.new("RGB", (60, 40), "pink").save(written, kind)
    return File(f"a.{kind.lower()}", f"image/{kind.lower()}", written.getvalue())


def pages(count: int) -> File:
    """A PDF of empty pages."""
    written = BytesIO()
    with pikepdf.new() as document:
        for _ in range(count):
            document.add_blank_page(page_size=(595, 842))
        document.save(written)
    return File("scan.pdf", "application/pdf", written.getvalue())


@pytest.mark.parametrize("file", [None, picture("PNG"), picture("JPEG"), pages(1), pages(3)])
@pytest.mark.parametrize("named", [True, False])
def test_whatever_it_is_made_of_it_can_be_archived(file: File | None, named: bool) -> None:
    pdf = make_pdf(sheet(file, named=named))
    assert is_pdfa(pdf)
    assert pdf == make_pdf(sheet(file, named=named))


def test_a_pdf_comes_behind_a_page_that_names_the_patient() -> None:
    with pikepdf.open(BytesIO(make_pdf(sheet(pages(2))))) as opened:
        assert len(opened.pages) == 3


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (File("a.docx", "application/msword", b"x"), "dispatch-not-paper"),
        (File("a.pdf", "application/pdf", b"x"), "dispatch-not-a-pdf"),
        (File("a.pdf", "application/pdf", b"%PDF-1.4 broken"), "dispatch-not-a-pdf"),
        (File("a.png", "image/png", b"x"), "dispatch-picture-unreadable"),
    ],
)
def test_what_cannot_be_paper_is_refused(file: File, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        make_pdf(sheet(file))


def test_only_pictures_and_pdf_can_be_paper() -> None:
    assert can_be_paper("application/pdf")
    assert can_be_paper("image/heic")
    assert not can_be_paper("audio/ogg")
