"""Clinical documents of our own making: the shapes that laboratories use, with invented content."""

from __future__ import annotations

import base64

PDF = b"%PDF-1.4 invented"
PATIENT = """
<recordTarget><patientRole>
<id root="1.2.250.1.213.1.4.10" extension="284067635112353"/>
<id root="1.2.3.4.5" extension="IPP12"/>
<patient><name><family qualifier="BR">EXEMPLE</family><given>JEANNE MARIE</given>
<given qualifier="BR">JEANNE</given><family qualifier="CL">INVENTE</family></name>
<administrativeGenderCode code="F"/><birthTime value="19840615"/>
<birthplace><place><addr><county>76351</county><city>LE HAVRE</city></addr></place></birthplace>
</patient></patientRole></recordTarget>"""
AUTHOR = """
<author><time value="20261112090000+0100"/><assignedAuthor>
<id root="1.2.250.1.71.4.2.1" extension="810199900373"/>
<assignedPerson><name><prefix>MME</prefix><given>Alice</given><family>FICTIF</family>
<suffix>DR</suffix></name></assignedPerson>
<representedOrganization><name>Laboratoire de l’Exemple</name></representedOrganization>
</assignedAuthor></author>"""
NARRATIVE = """
<table><thead><tr><th>Examen</th><th>Résultat</th></tr></thead><tbody>
<tr><td><content ID="crp">CRP</content><br/>(turbidimétrie)</td><td>98 mg/L</td></tr>
<tr><td><content ID="leuco">Leucocytes</content></td><td>15,2 G/L</td></tr>
<tr><td><content ID="aspect">Aspect</content></td><td>trouble</td></tr></tbody></table>
<paragraph ID="remark">Contrôle conseillé</paragraph>"""
RESULTS = """
<observation><code code="1988-5" codeSystem="2.16.840.1.113883.6.1" displayName="long name">
<originalText><reference value="#crp"/></originalText></code><statusCode code="completed"/>
<effectiveTime value="20261112073500+0100"/>
<value xsi:type="PQ" value="98" unit="mg/L"><translation value="9.8" unit="mg/dL"/></value>
<interpretationCode code="HH"/><methodCode displayName="Turbidimétrie"/>
<referenceRange><observationRange><value xsi:type="IVL_PQ">
<high value="5" unit="mg/L" inclusive="false"/></value></observationRange></referenceRange>
<entryRelationship typeCode="REFR"><observation><effectiveTime value="20260901"/>
<value xsi:type="PQ" value="4" unit="mg/L"/></observation></entryRelationship>
<entryRelationship typeCode="SUBJ"><act><code code="48767-8"/>
<text><reference value="#remark"/></text></act></entryRelationship></observation>"""
BATTERY = """
<organizer classCode="BATTERY"><code><originalText>Hémogramme</originalText></code>
<component><observation><code nullFlavor="UNK">
<originalText><reference value="#leuco"/></originalText>
<translation code="L1" codeSystem="1.2.3" displayName="local"/>
<translation code="6690-2" codeSystem="2.16.840.1.113883.6.1" displayName="Leucocytes"/></code>
<value xsi:type="PQ" value="15.2" unit="10*9/L"/><interpretationCode code="H"/>
</observation></component>
<component><observation><code><originalText><reference value="aspect"/></originalText></code>
</observation></component></organizer>"""
COPY = f"""
<component><section><templateId root="1.2.250.1.213.1.1.2.243"/><code code="55108-5"/>
<title>Copie</title><text>copie</text><entry><organizer><code code="55107-7"/>
<component><observation><code code="69764-9"/><value xsi:type="CD" code="55108-5"/></observation>
</component><component><observationMedia><value mediaType="application/pdf" representation="B64">
{base64.b64encode(PDF).decode()}</value></observationMedia></component></organizer></entry>
</section></component>"""


def document(body: str, header: str = PATIENT + AUTHOR, code: str = "11502-2") -> bytes:
    """A whole document around a body."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<realmCode code="FR"/><templateId root="1.2.250.1.213.1.1.1.1"/><id root="1.2.3" extension="9"/>
<code code="{code}" codeSystem="2.16.840.1.113883.6.1" displayName="what its author says"/>
<title>CR du 12/11</title><effectiveTime value="20261112091200+0100"/>
<confidentialityCode code="N"/><languageCode code="fr-FR"/><setId root="1.2.3"/>
<versionNumber value="2"/>{header}{body}</ClinicalDocument>""".encode()


def file_body(content: bytes = PDF, attributes: str = 'mediaType="application/pdf"') -> str:
    """The body of an N1."""
    encoded = base64.b64encode(content).decode()
    return (
        f'<component><nonXMLBody><text {attributes} representation="B64">{encoded}</text>'
        "</nonXMLBody></component>"
    )


def sections(*inside: str) -> str:
    """The body of an N3."""
    return f"<component><structuredBody>{''.join(inside)}</structuredBody></component>"


def section(title: str, text: str = "", entries: str = "", nested: str = "", head: str = "") -> str:
    """A section."""
    return (
        f"<component><section>{head}<title>{title}</title><text>{text}</text>{entries}{nested}"
        "</section></component>"
    )


def laboratory(*results: str, text: str = NARRATIVE) -> str:
    """A chapter with one sub-chapter, as CR-BIO N3 has them, with these results."""
    links = "".join(
        f'<entryRelationship typeCode="COMP">{one}</entryRelationship>' for one in results
    )
    entry = (
        '<entry typeCode="DRIV"><templateId root="1.3.6.1.4.1.19376.1.3.1"/><act>'
        f"<code code='18719-5'/>{links}</act></entry>"
    )
    inner = section("Protéines", text, entry, head='<templateId root="1.2.250.1.213.1.1.2.71"/>')
    chapter = '<templateId root="1.2.250.1.213.1.1.2.70"/><code code="18719-5" displayName="x"/>'
    return section("BIOCHIMIE", nested=inner, head=chapter)


REPORT = document(sections(laboratory(RESULTS, BATTERY), COPY))
LETTER = document(file_body(), code="96349-6")
