"""Reading metadata as other software writes it."""

from __future__ import annotations

import pytest

from care.standards.hl7.fields import NumberedId
from care.standards.markup import MarkupRefused
from care.standards.xdm.metadata import DeclaredDocument, read_metadata
from care.standards.xdm.schemes import DocumentScheme, SubmissionScheme

OTHER = """<SubmitObjectsRequest xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0"
 xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><rim:RegistryObjectList>
<rim:ExtrinsicObject id="D1" mimeType="text/xml"><rim:Slot name="URI"><rim:ValueList>
<rim:Value>2|.XML</rim:Value><rim:Value>1|DOC1</rim:Value></rim:ValueList></rim:Slot>
<rim:Slot name="hash"><rim:ValueList><rim:Value>ABCDEF</rim:Value></rim:ValueList></rim:Slot>
<rim:Slot name="creationTime"><rim:ValueList><rim:Value>x</rim:Value></rim:ValueList></rim:Slot>
<rim:ExternalIdentifier identificationScheme="{patient}"
 value="284067635112353^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH"/></rim:ExtrinsicObject>
<rim:RegistryPackage id="F"><rim:Name><rim:LocalizedString value="a folder"/></rim:Name>
</rim:RegistryPackage>
<rim:RegistryPackage id="S"><rim:Description><rim:LocalizedString value="Pour avis"/>
</rim:Description><rim:ExternalIdentifier identificationScheme="{source}" value="1.2.9"/>
</rim:RegistryPackage></rim:RegistryObjectList></SubmitObjectsRequest>""".format(
    patient=DocumentScheme.PATIENT.upper().replace("URN:UUID:", "urn:uuid:"),
    source=SubmissionScheme.SOURCE_ID,
)


def _declared() -> DeclaredDocument:
    (one,) = read_metadata(OTHER.encode()).documents
    return one


def test_addresses_cut_into_pieces_are_put_together() -> None:
    assert _declared().uri == "DOC1.XML"


def test_identifiers_are_found_in_any_case() -> None:
    assert _declared().entry.patient == NumberedId("284067635112353", "1.2.250.1.213.1.4.10", "NH")
    assert _declared().entry.ins is not None


def test_what_cannot_be_read_is_none() -> None:
    entry = _declared().entry
    assert (entry.created, entry.type, entry.traits, entry.authors) == (None, None, None, ())
    assert _declared().hash == "abcdef"


def test_a_folder_is_no_submission() -> None:
    (one,) = read_metadata(OTHER.encode()).submissions
    assert (one.source_id, one.comments, one.patient) == ("1.2.9", "Pour avis", None)


def test_what_is_no_xml_is_refused() -> None:
    with pytest.raises(MarkupRefused):
        read_metadata(b"<!DOCTYPE a><a/>")
    assert read_metadata(b"<a/>").documents == ()
