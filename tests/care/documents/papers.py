"""Reports of invented laboratories, in the shapes that they send, and a circle to file them in."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

from care.circles.model import CircleId
from care.documents.model import Document, Filed, Given, Received, Sender
from care.documents.receiving import receive
from care.documents.store import load_documents
from care.documents.workflow import file_document, withdraw_document
from care.runtime.units import UnitOfWork, Units
from care.standards.cda.reader import read_cda
from tests.care.circles.hamlet import KEYS
from tests.care.standards.cda.documents import AUTHOR, PATIENT, laboratory, section, sections

LIAISON = "@liaison:test"
AT = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
LABORATORY = Sender(
    "labo@exemple.mssante.example", "LABO EXEMPLE", "Laboratoire de l’Exemple", "", "Le Havre"
)
STRANGER = Sender("autre@exemple.mssante.example", "Autre")
LOINC = "2.16.840.1.113883.6.1"


def pdf(name: str) -> bytes:
    """A PDF that tells which document it is."""
    return f"%PDF-1.4 {name} %%EOF".encode()


def result(
    name: str = "CRP",
    value: str = "98",
    unit: str = "mg/L",
    flag: str = "HH",
    code: str = "1988-5",
    at: str = "20261112073500+0100",
    high: str = "5",
) -> str:
    """An observation."""
    system = LOINC if "-" in code else "1.2.3.4"
    return f"""<observation><code code="{code}" codeSystem="{system}" displayName="{name}"/>
<statusCode code="completed"/><effectiveTime value="{at}"/>
<value xsi:type="PQ" value="{value}" unit="{unit}"/><interpretationCode code="{flag}"/>
<referenceRange><observationRange><value xsi:type="IVL_PQ"><high value="{high}" unit="{unit}"/>
</value></observationRange></referenceRange></observation>"""


NORMAL = result("Potassium", "4.1", "mmol/L", "N", "2823-3", high="5.1")


@dataclass(frozen=True)
class Paper:
    """A document to be written."""

    id: str = "1"
    set_id: str = "s1"
    version: int | None = 1
    replaces: tuple[str, ...] = ()
    results: tuple[str, ...] = field(default=(), repr=False)
    text: str = "Tout va bien."
    confidentiality: str = "N"
    code: str = "11502-2"
    title: str = "CR du 12/11"
    day: str = "20261112091200+0100"
    embeds: bool = True
    is_file: bool = False

    @property
    def unique(self) -> str:
        """Its unique id."""
        return f"1.2.3^{self.id}"

    @property
    def pdf(self) -> bytes:
        """What it looks like."""
        return pdf(self.id)

    @property
    def cda(self) -> bytes:
        """The structured file."""
        encoded = base64.b64encode(self.pdf).decode()
        if self.is_file:
            body = (
                '<component><nonXMLBody><text mediaType="application/pdf" representation="B64">'
                f"{encoded}</text></nonXMLBody></component>"
            )
        else:
            chapters = [laboratory(*self.results, text=self.text)] if self.results else []
            copy = [_COPY.format(encoded)] if self.embeds else []
            body = sections(*chapters, section("Conclusion", self.text), *copy)
        replaced = "".join(
            f'<relatedDocument typeCode="RPLC"><parentDocument><id root="1.2.3" extension="{one}"/>'
            "</parentDocument></relatedDocument>"
            for one in self.replaces
        )
        set_id = f'<setId root="1.2.3" extension="{self.set_id}"/>' if self.set_id else ""
        number = "" if self.version is None else f'<versionNumber value="{self.version}"/>'
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<realmCode code="FR"/><id root="1.2.3" extension="{self.id}"/>
<code code="{self.code}" codeSystem="{LOINC}"/><title>{self.title}</title>
<effectiveTime value="{self.day}"/><confidentialityCode code="{self.confidentiality}"/>
<languageCode code="fr-FR"/>{set_id}{number}{PATIENT}{AUTHOR}{replaced}{body}
</ClinicalDocument>""".encode()


_COPY = """<component><section><templateId root="1.2.250.1.213.1.1.2.243"/><code code="55108-5"/>
<title>Copie</title><text>copie</text><entry><organizer><code code="55107-7"/><component>
<observationMedia><value mediaType="application/pdf" representation="B64">{}</value>
</observationMedia></component></organizer></entry></section></component>"""


def given(paper: Paper, *, beside: bytes = b"") -> Given:
    """The document as it comes, perhaps with a PDF beside."""
    return Given(cda=paper.cda, read=read_cda(paper.cda), pdf=beside, name=f"{paper.id}.xml")


@cache
def received(paper: Paper, *, beside: bytes = b"") -> Received:
    """The document, ready to be filed."""
    return receive(given(paper, beside=beside), AT)


@cache
def bare(content: bytes, name: str = "cr.pdf") -> Received:
    """A PDF of which nothing else is known."""
    return receive(Given(pdf=content, name=name), AT)


def file(
    work: UnitOfWork,
    circle: CircleId,
    one: Paper | Received,
    sender: Sender = LABORATORY,
    addressees: Iterable[str] = (),
) -> Filed:
    """File it."""
    ready = received(one) if isinstance(one, Paper) else one
    return file_document(work, circle, ready, sender, keeper=LIAISON, addressees=addressees)


def withdraw(
    work: UnitOfWork, circle: CircleId, paper: Paper, sender: Sender = LABORATORY
) -> object:
    """Order its deletion."""
    return withdraw_document(work, circle, paper.unique, sender, keeper=LIAISON)


def documents(units: Units, circle: CircleId) -> list[Document]:
    """All there are."""
    with units.unit("look") as work:
        return load_documents(work.connection, KEYS, circle)
