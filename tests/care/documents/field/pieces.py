"""Pieces of the documents that the field sends, to be put together: invented people only."""

from __future__ import annotations

import base64
import textwrap
from dataclasses import dataclass
from html import escape

LOINC = "2.16.840.1.113883.6.1"
PDF = b"%PDF-1.4 invented by the field %%EOF"
ROOTS = (
    'xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:sdtc="urn:hl7-org:sdtc" xmlns:lab="urn:oid:1.3.6.1.4.1.19376.1.3.2"'
)
NAME = (
    '<family qualifier="BR">EXEMPLE</family><given>JEANNE MARIE</given>'
    '<given qualifier="BR">JEANNE</given><family qualifier="CL">INVENTE</family>'
    '<given qualifier="CL">MARIE</given>'
)
INS = '<id root="1.2.250.1.213.1.4.10" extension="284067635112353"/>'


def patient(
    ids: str = INS, name: str = NAME, born: str = '<birthTime value="19840615"/>',
    sex: str = '<administrativeGenderCode code="F"/>', rest: str = "",
) -> str:  # fmt: skip
    """The patient of a header."""
    return (
        f"<recordTarget><patientRole>{ids}<patient><name>{name}</name>{sex}{born}{rest}</patient>"
        "</patientRole></recordTarget>"
    )


def person(name: str = "<given>Alice</given><family>FICTIF</family><suffix>DR</suffix>") -> str:
    """An assigned person."""
    return f"<assignedPerson><name>{name}</name></assignedPerson>"


def author(who: str = "", where: str = "Laboratoire FICTIF", rpps: str = "810199900373") -> str:
    """An author of a header."""
    place = where and f"<representedOrganization><name>{where}</name></representedOrganization>"
    return (
        '<author><time value="20261112091200+0100"/><assignedAuthor>'
        f'<id root="1.2.250.1.71.4.2.1" extension="{rpps}"/>{who or person()}{place}'
        "</assignedAuthor></author>"
    )


@dataclass(frozen=True)
class Sheet:
    """A document to be written: each field is a piece of XML, or what is put into one."""

    body: str = ""
    code: str = f'<code code="11502-2" codeSystem="{LOINC}" displayName="CR de biologie"/>'
    title: str = "<title>Bilan du 12/11</title>"
    written: str = '<effectiveTime value="20261112091200+0100"/>'
    secret: str = '<confidentialityCode code="N"/>'
    versions: str = '<setId root="1.2.3"/><versionNumber value="1"/>'
    who: str = patient()
    authors: str = author()
    rest: str = ""
    before: str = '<?xml version="1.0" encoding="UTF-8"?>'
    roots: str = ROOTS

    @property
    def text(self) -> str:
        """The whole document."""
        return (
            f'{self.before}<ClinicalDocument {self.roots}><realmCode code="FR"/>'
            '<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>'
            '<templateId root="1.2.250.1.213.1.1.1.1"/><id root="1.2.3" extension="9"/>'
            f"{self.code}{self.title}{self.written}{self.secret}"
            f'<languageCode code="fr-FR"/>{self.versions}{self.who}{self.authors}{self.rest}'
            f"{self.body}</ClinicalDocument>"
        )

    @property
    def raw(self) -> bytes:
        """Its bytes, in UTF-8."""
        return self.text.encode()


def file_of(content: bytes = PDF, attributes: str = 'mediaType="application/pdf"') -> str:
    """The body of an N1, whose base64 is broken into lines."""
    lines = "\n".join(textwrap.wrap(base64.b64encode(content).decode(), 76))
    return plain_file(f"\n{lines}\n", f'representation="B64" {attributes}')


def plain_file(content: str, attributes: str = "") -> str:
    """The body of an N1, as it is written."""
    return f"<component><nonXMLBody><text {attributes}>{content}</text></nonXMLBody></component>"


def structured(*parts: str) -> str:
    """The body of an N3."""
    return f"<component><structuredBody>{''.join(parts)}</structuredBody></component>"


def part(title: str, text: str = "", inside: str = "") -> str:
    """A section; without title when it is empty."""
    head = f"<title>{title}</title>" if title else ""
    return f"<component><section>{head}<text>{text}</text>{inside}</section></component>"


def entry(*inside: str) -> str:
    """The entry of a laboratory chapter."""
    links = "".join(f'<entryRelationship typeCode="COMP">{one}</entryRelationship>'
                    for one in inside)  # fmt: skip
    return (
        '<entry typeCode="DRIV"><templateId root="1.3.6.1.4.1.19376.1.3.1"/>'
        f'<act classCode="ACT" moodCode="EVN"><code code="18719-5" codeSystem="{LOINC}"/>'
        f'<statusCode code="completed"/>{links}</act></entry>'
    )


def battery(name: str, *inside: str, kind: str = "BATTERY") -> str:
    """An organizer."""
    parts = "".join(f"<component>{one}</component>" for one in inside)
    return (
        f'<organizer classCode="{kind}" moodCode="EVN"><code><originalText>{name}</originalText>'
        f'</code><statusCode code="completed"/>{parts}</organizer>'
    )


def quantity(number: str, unit: str = "mg/L") -> str:
    """A value with its unit."""
    return f'<value xsi:type="PQ" value="{number}" unit="{escape(unit)}"/>'


def expected(low: str = "", high: str = "", unit: str = "mg/L", head: str = "") -> str:
    """A reference range."""
    bounds = "".join(
        f'<{side} value="{number}" unit="{unit}"/>'
        for side, number in (("low", low), ("high", high))
        if number
    )
    return (
        f"<referenceRange><observationRange>{head}"
        f'<value xsi:type="IVL_PQ">{bounds}</value></observationRange></referenceRange>'
    )


def seen(
    name: str, value: str, flag: str = "", rest: str = "",
    code: str = "", status: str = "completed", at: str = "20261112073500+0100",
) -> str:  # fmt: skip
    """An observation of a laboratory."""
    told = code or f'<code code="1988-5" codeSystem="{LOINC}" displayName="{name}"/>'
    judged = flag and f'<interpretationCode code="{flag}" codeSystem="2.16.840.1.113883.5.83"/>'
    return (
        '<observation classCode="OBS" moodCode="EVN">'
        '<templateId root="1.3.6.1.4.1.19376.1.3.1.6"/>'
        f'{told}<statusCode code="{status}"/><effectiveTime value="{at}"/>'
        f"{value}{judged}{rest}</observation>"
    )


def laboratory(*inside: str, text: str = "", title: str = "BIOCHIMIE") -> str:
    """A body of one chapter."""
    return structured(part(title, text, entry(*inside)))


def report(*inside: str, text: str = "", **changes: str) -> bytes:
    """A laboratory report."""
    return Sheet(laboratory(*inside, text=text), **changes).raw
