"""Writing a document of level 1: what is written is what is read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.identity.traits import Traits
from care.standards.cda.elements import local_name
from care.standards.cda.model import BodyKind, Header, PersonName
from care.standards.cda.n1 import TEMPLATES, write_cda_n1
from care.standards.cda.reader import read_cda
from care.standards.markup import parse_markup
from tests.care.identity.strategies import whole_traits
from tests.care.standards.people import ALICE, JEANNE, a_header

PDF = b"%PDF-1.4 invented"
# The sequence of HL7's CDA.xsd.
SEQUENCE = [
    "realmCode",
    "typeId",
    "templateId",
    "id",
    "code",
    "title",
    "effectiveTime",
    "confidentialityCode",
    "languageCode",
    "setId",
    "versionNumber",
    "copyTime",
    "recordTarget",
    "author",
    "dataEnterer",
    "informant",
    "custodian",
    "informationRecipient",
    "legalAuthenticator",
    "authenticator",
    "participant",
    "inFulfillmentOf",
    "documentationOf",
    "relatedDocument",
    "authorization",
    "componentOf",
    "component",
]
texts = (
    st.text(min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text.isprintable() and bool(text))
)


def test_what_is_written_is_read_back_whole() -> None:
    read = read_cda(write_cda_n1(a_header(), PDF))
    assert read.header == a_header()
    assert read.body is BodyKind.FILE
    assert read.shown is not None
    assert read.shown.content == PDF
    assert read.faults == frozenset()


def test_the_order_is_that_of_the_schema() -> None:
    root = parse_markup(write_cda_n1(a_header(), PDF)).root
    places = [SEQUENCE.index(local_name(one)) for one in root]
    assert places == sorted(places)
    assert local_name(root) == "ClinicalDocument"


def test_the_same_document_is_the_same_bytes() -> None:
    assert write_cda_n1(a_header(), PDF) == write_cda_n1(a_header(), PDF)


@given(whole_traits, texts, texts)
def test_any_traits_and_words_come_back(traits: Traits, title: str, family: str) -> None:
    header = replace(
        a_header(),
        title=title,
        patient=replace(JEANNE, traits=traits),
        authors=(replace(ALICE, name=PersonName(family, "Alice")),),
    )
    read = read_cda(write_cda_n1(header, PDF)).header
    assert read.patient is not None
    told = ("birth_name", "given_names", "birth_date", "sex", "birth_place")
    assert [getattr(read.patient.traits, name) for name in told] == [
        getattr(traits, name) for name in told
    ]
    assert (read.title, read.authors[0].name.family) == (title, family)


def test_a_patient_without_a_number_carries_none() -> None:
    header = replace(a_header(), patient=replace(JEANNE, number=None, local_ids=()))
    written = write_cda_n1(header, PDF)
    assert b"284067635112353" not in written
    assert b"1.2.250.1.213.1.4" not in written
    read = read_cda(written)
    assert read.header.patient is not None
    assert read.header.patient.number is None


def test_a_number_never_slips_in_among_the_local_ones() -> None:
    from care.standards.cda.model import InstanceId

    smuggled = (InstanceId("1.2.250.1.213.1.4.8", "155035960604289"),)
    header = replace(a_header(), patient=replace(JEANNE, number=None, local_ids=smuggled))
    assert b"155035960604289" not in write_cda_n1(header, PDF)


@pytest.mark.parametrize(
    "missing",
    ["id", "set_id", "version", "code", "title", "written", "patient", "authors", "custodian",
     "legal_authenticator", "services", "encounter"],
)  # fmt: skip
def test_what_the_cisis_demands_is_demanded(missing: str) -> None:
    header: Header = replace(a_header(), **{missing: getattr(Header(), missing)})
    with pytest.raises(ValueError, match="a document needs"):
        write_cda_n1(header, PDF)


def test_only_a_pdf_is_a_body() -> None:
    with pytest.raises(ValueError, match="pdf"):
        write_cda_n1(a_header(), b"<html>")


def test_the_templates_are_those_of_an_n1() -> None:
    assert TEMPLATES[-1] == "1.3.6.1.4.1.19376.1.2.20"
