"""A document of the field, and what a clinician must read of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bots.liaison.documents.cards import Facts, write_document
from care.circles.model import CircleId
from care.documents.model import (
    Audience,
    Document,
    DocumentId,
    Form,
    Given,
    Received,
    Sender,
    Standing,
)
from care.documents.receiving import receive
from care.documents.rules import decide_audience
from care.standards.cda.model import CdaDocument
from care.standards.cda.reader import read_cda
from tests.bots.liaison.village import plain
from tests.care.documents.test_rendering import text_of

AT = datetime(2026, 11, 12, 9, tzinfo=UTC)
SENDER = Sender("labo@exemple.mssante.example", "", "LABO EXEMPLE", "", "Le Havre")


@dataclass(frozen=True)
class Case:
    """`card`: lines, or pieces of them, that must be read; `never`: what must not be.

    `page`: words of the PDF that we make of it, where it has none (`has_pdf`).
    """

    name: str
    raw: bytes = field(repr=False)
    card: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    page: tuple[str, ...] = ()
    alert: bool = False
    has_pdf: bool = False
    in_part: bool = False
    who: str = "EXEMPLE JEANNE 1984-06-15"
    audience: Audience = Audience.EVERYBODY


@dataclass(frozen=True)
class Shown:
    """What came of it."""

    read: CdaDocument
    ready: Received
    card: str
    page: str

    @property
    def who(self) -> str:
        """The patient."""
        patient = self.read.header.patient
        assert patient is not None
        traits, born = patient.traits, patient.traits.birth_date
        day = f"{born.year}-{born.month:02}-{born.day:02}" if born and born.month else "?"
        return f"{traits.birth_name} {traits.first_name} {day}"


def show(raw: bytes) -> Shown:
    """The card of a document that comes by mail, and the words of the page we make."""
    read = read_cda(raw)
    ready = receive(Given(cda=raw, read=read, name="x.xml"), AT)
    files = dict(ready.files)
    document = Document(
        DocumentId("d" + "1" * 32), CircleId("c" + "1" * 32), 1,
        decide_audience(ready.description), Standing.CURRENT, AT, ready.description, (SENDER,),
        forms=frozenset(files),
    )  # fmt: skip
    results = tuple(one for one in ready.results if not one.is_antecedent)
    card = plain(write_document(document, Facts(results)).text)
    page = plain(text_of(files[Form.RENDERED])) if Form.RENDERED in files else ""
    return Shown(read, ready, card, page)
