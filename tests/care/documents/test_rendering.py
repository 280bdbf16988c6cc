"""The PDF made of a document without one: its text, its people, its pictures, never its INS."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from care.documents.rendering import render_pdf
from care.standards.cda.reader import read_cda
from care.standards.pdf.conformity import is_pdfa
from tests.care.documents.papers import AT, Paper
from tests.care.standards.cda.documents import PATIENT, document, file_body, section, sections


def text_of(content: bytes) -> str:
    """The letters of a PDF, by the character maps of its fonts."""
    with pikepdf.open(BytesIO(content)) as opened:
        return "\n".join(_page(page) for page in opened.pages)


def _page(page: pikepdf.Page) -> str:
    maps = {
        name: _letters(font.ToUnicode.read_bytes().decode("latin-1"))
        for name, font in page.resources.Font.items()
    }
    told, known = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            known = maps[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            parts = operands[0] if str(operator) == "TJ" else [operands[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    codes = [raw[i : i + 2].hex().upper() for i in range(0, len(raw), 2)]
                    told.append("".join(known.get(code, "?") for code in codes))
        elif str(operator) == "ET":
            told.append("\n")
    return "".join(told)


def _letters(cmap: str) -> dict[str, str]:
    found = {}
    for line in cmap.splitlines():
        parts = line.replace("<", " ").replace(">", " ").split()
        if len(parts) == 2 and all(len(one) == 4 for one in parts):
            found[parts[0].upper()] = chr(int(parts[1], 16))
        elif len(parts) == 3 and all(len(one) == 4 for one in parts):
            start, end, first = (int(one, 16) for one in parts)
            for step in range(end - start + 1):
                found[f"{start + step:04X}"] = chr(first + step)
    return found


def test_the_text_of_every_section_is_there() -> None:
    body = sections(
        section("Motif", "<paragraph>Douleur à l’épaule</paragraph>"),
        section("Examen", nested=section("Épaule", "<list><item>raide</item></list>")),
    )
    made = render_pdf(read_cda(document(body, code="11488-4")), AT)
    assert made is not None
    assert is_pdfa(made)
    text = text_of(made)
    for words in ("MOTIF", "Douleur à l’épaule", "EXAMEN", "ÉPAULE", "raide", "EXEMPLE"):
        assert words in text
    assert "284067635112353" not in text
    assert "Mis en page par Cercle" in text


def test_the_same_document_makes_the_same_bytes() -> None:
    read = read_cda(Paper(embeds=False).cda)
    assert render_pdf(read, AT) == render_pdf(read, AT)


def test_pictures_are_set() -> None:
    drawn = BytesIO()
    Image.new("RGB", (60, 40), "red").save(drawn, "PNG")
    raw = document(file_body(drawn.getvalue(), 'mediaType="image/png"'), PATIENT)
    made = render_pdf(read_cda(raw), AT)
    assert made is not None
    with pikepdf.open(BytesIO(made)) as opened:
        assert len(opened.pages[0].get_images()) == 1


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("text/plain", "Cher confrère".encode(), "Cher confrère"),
        ("application/rtf", b"{\\rtf1}", "ne sait pas montrer (application/rtf)"),
        ("image/png", b"not a picture", "n’a pas pu être mise en page"),
    ],
)
def test_other_files_are_shown_or_said(kind: str, content: bytes, words: str) -> None:
    raw = document(file_body(content, f'mediaType="{kind}"'), PATIENT)
    made = render_pdf(read_cda(raw), AT)
    assert made is not None
    assert words in text_of(made)


def test_a_document_of_nothing_has_its_page() -> None:
    made = render_pdf(read_cda(b'<ClinicalDocument xmlns="urn:hl7-org:v3"/>'), AT)
    assert made is not None
    assert "Document" in text_of(made)
