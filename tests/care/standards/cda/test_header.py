"""The header of any document."""

from __future__ import annotations

import pytest

from care.standards.cda.reader import read_cda
from care.standards.cda.reason import CdaFault
from tests.care.standards.cda.documents import AUTHOR, PATIENT, document, file_body

CONTEXT = """
<inFulfillmentOf><order><id root="1.2.9" extension="A1"/>
<accessionNumber root="1.2.8" extension="N7"/></order></inFulfillmentOf>
<documentationOf><serviceEvent><code code="X" displayName="Acte"/>
<effectiveTime><low value="20261112"/></effectiveTime></serviceEvent></documentationOf>
<relatedDocument typeCode="APND"><parentDocument><id root="9"/></parentDocument></relatedDocument>
<relatedDocument typeCode="RPLC"><parentDocument><id root="1.2.3" extension="8"/></parentDocument>
</relatedDocument>
<authorization><consent><code code="GEN-366"/></consent></authorization>
<componentOf><encompassingEncounter><code code="AMB" displayName="Ambulatoire"/>
<location><healthCareFacility><code code="SA25"/><location><name>Labo</name></location>
</healthCareFacility></location></encompassingEncounter></componentOf>"""


def test_everything_is_told() -> None:
    header = read_cda(document(file_body(), PATIENT + AUTHOR + CONTEXT)).header
    assert str(header.id) == "1.2.3^9"
    assert str(header.set_id) == "1.2.3"
    assert header.version == 2
    assert header.title == "CR du 12/11"
    assert header.written is not None
    assert f"{header.written.when:%d/%m/%Y %H:%M}" == "12/11/2026 09:12"
    assert [str(one.name) for one in header.authors] == ["DR Alice FICTIF"]
    assert [str(one) for one in header.orders] == ["1.2.9^A1"]
    assert [str(one) for one in header.accessions] == ["1.2.8^N7"]
    assert [str(one) for one in header.replaces] == ["1.2.3^8"]
    assert [one.code.label for one in header.services if one.code] == ["Acte"]
    assert [one.code for one in header.consents] == ["GEN-366"]
    assert header.encounter is not None
    assert header.encounter.facility == "Labo"


def test_the_label_is_the_french_one() -> None:
    assert read_cda(document(file_body())).header.type_label == "CR d’examens biologiques"


def test_an_unknown_type_is_called_as_its_author_does() -> None:
    read = read_cda(document(file_body(), code="00000-0"))
    assert read.header.type_label == "what its author says"
    assert CdaFault.UNKNOWN_TYPE in read.faults


@pytest.mark.parametrize(
    ("changed", "to", "fault"),
    [
        (b'<id root="1.2.3" extension="9"/>', b"", CdaFault.NO_ID),
        (b'<effectiveTime value="20261112091200+0100"/>', b"", CdaFault.NO_DATE),
        (b'value="20261112091200+0100"', b'value="yesterday"', CdaFault.NO_DATE),
        (AUTHOR.encode(), b"", CdaFault.NO_AUTHOR),
        (PATIENT.encode(), b"", CdaFault.NO_PATIENT),
        (b'<code code="11502-2"', b'<code cod="11502-2"', CdaFault.NO_TYPE),
        (
            b'<versionNumber value="2"/>',
            b'<versionNumber value="two"/>',
            CdaFault.VERSION_UNREADABLE,
        ),
    ],
)
def test_what_is_missing_is_said(changed: bytes, to: bytes, fault: CdaFault) -> None:
    raw = document(file_body())
    assert changed in raw
    read = read_cda(raw.replace(changed, to))
    assert fault in read.faults
    assert read.shown is not None
