"""A mail as one paper: its words first, then what came with it, whatever that is."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from care.documents.model import Sender
from care.letters.model import Sheet
from care.letters.paper import make_paper
from care.standards.pdf.letter import build_letter
from care.standards.pdf.model import Letter
from care.standards.rfc5322.model import Attachment
from tests.care.documents.test_rendering import text_of

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
SHEET = Sheet(Sender("a@x.example", name="Dr Alice FICTIF"), "Re: question", text="Oui, 80 mL.")


def a_pdf(words: str) -> bytes:
    """A page that says this."""
    return build_letter(Letter("Bilan", "Laboratoire", AT, text=words))


def a_picture() -> bytes:
    """A picture of nothing."""
    written = BytesIO()
    Image.new("RGB", (300, 200), "pink").save(written, "JPEG")
    return written.getvalue()


def of(*files: tuple[str, str, bytes]) -> list[Attachment]:
    """Files as they came."""
    return [Attachment(rank, *one) for rank, one in enumerate(files, start=1)]


def test_words_then_pages_then_what_is_left_is_named() -> None:
    files = of(
        ("bilan.pdf", "application/pdf", a_pdf("CRP 98 mg/L")),
        ("plaie.jpg", "image/jpeg", a_picture()),
        ("notes.docx", "application/octet-stream", b"PK notes"),
        ("cassé.pdf", "application/pdf", b"%PDF-1.4 broken"),
        ("vide.jpg", "image/jpeg", b"nothing"),
    )
    paper = make_paper(SHEET, files, "Cabinet Fictif", AT)
    text = text_of(paper)
    for words in (
        "Oui, 80 mL.",
        "Dr Alice FICTIF",
        "Re: question",
        "CRP 98 mg/L",
        "Cabinet Fictif",
        "le 26/11/2026",
        "notes.docx, cassé.pdf, vide.jpg",
    ):
        assert words in text.replace("\u00a0", " ").replace("\n", " ")
    with pikepdf.open(BytesIO(paper)) as pages:
        assert len(pages.pages) == 2


def test_the_same_mail_makes_the_same_paper() -> None:
    files = of(("bilan.pdf", "application/pdf", a_pdf("CRP 98 mg/L")))
    assert make_paper(SHEET, files, "Cabinet", AT) == make_paper(SHEET, files, "Cabinet", AT)


def test_no_more_pictures_than_a_paper_holds() -> None:
    pictures = of(*((f"p{rank}.jpg", "image/jpeg", a_picture()) for rank in range(22)))
    assert "p20.jpg, p21.jpg" in text_of(make_paper(SHEET, pictures, "Cabinet", AT))


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=400),
    st.lists(
        st.tuples(
            st.text(max_size=20),
            st.sampled_from(["application/pdf", "image/png", "image/jpeg", "text/html"]),
            st.one_of(st.binary(max_size=200), st.binary(max_size=100).map(b"%PDF-1.7".__add__)),
        ),
        max_size=4,
    ),
)
def test_whatever_came_a_paper_is_made(text: str, files: list[tuple[str, str, bytes]]) -> None:
    sheet = Sheet(Sender("a@x.example"), text=text)
    paper = make_paper(sheet, of(*files), "Cabinet Fictif", AT)
    with pikepdf.open(BytesIO(paper)) as pages:
        assert pages.pages
