"""Sections that were left without a text."""

from __future__ import annotations

from care.standards.cda.entries import describe_entries
from care.standards.cda.reader import read_cda
from care.standards.cda.reason import CdaFault
from care.standards.cda.references import References
from tests.care.standards.cda.documents import document, section, sections
from tests.care.standards.cda.reading import element

ENTRIES = (
    "<entry><observation><code displayName='Poids'/><value xsi:type='PQ' value='55' unit='kg'/>"
    "</observation></entry>"
    "<entry><substanceAdministration><consumable><manufacturedProduct><manufacturedMaterial>"
    "<code displayName='PLAVIX &lt;75&gt;'/></manufacturedMaterial></manufacturedProduct>"
    "</consumable></substanceAdministration></entry>"
    "<entry><act/></entry>"
)


def test_each_entry_says_its_name_and_value() -> None:
    read = read_cda(document(sections(section("Signes vitaux", entries=ENTRIES)), code="60591-5"))
    (one,) = read.sections
    assert one.narrative.text == "Poids : 55 kg\nPLAVIX <75>"
    assert one.narrative.html == "<ul><li>Poids : 55 kg</li><li>PLAVIX &lt;75&gt;</li></ul>"


def test_a_text_is_never_replaced() -> None:
    read = read_cda(document(sections(section("Signes vitaux", "55 kg", ENTRIES)), code="60591-5"))
    assert read.sections[0].narrative.text == "55 kg"


def test_nothing_to_say() -> None:
    assert described("<act/>") == (None, set())


def test_what_is_denied_is_not_told_as_found() -> None:
    denied = (
        '<act negationInd="true"><entryRelationship><observation><code displayName="Allergie"/>'
        '<value xsi:type="CD" displayName="Pénicilline"/></observation></entryRelationship></act>'
    )
    assert described(denied) == (None, {CdaFault.ENTRIES_IN_PART})


def test_what_is_recalled_from_before_is_not_told_as_of_now() -> None:
    both = (
        "<observation><code displayName='K'/><value xsi:type='PQ' value='4' unit='mmol/L'/>"
        "<entryRelationship typeCode='REFR'><observation><code displayName='K'/>"
        "<value xsi:type='PQ' value='7' unit='mmol/L'/></observation></entryRelationship>"
        "</observation>"
    )
    assert described(both) == ("K : 4 mmol/L", set())


def described(entry: str) -> tuple[str | None, set[CdaFault]]:
    faults: set[CdaFault] = set()
    holder = element(f"<section><entry>{entry}</entry></section>")
    told = describe_entries(holder, References(), faults)
    return told.text if told else None, faults
