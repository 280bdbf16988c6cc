"""What a document says of itself, from its file, its entry in an archive, or nothing but bytes."""

from __future__ import annotations

from datetime import date

import pytest

from care.documents.model import Author, Caution, Given
from care.documents.understanding import describe, list_results
from care.identity.ins import InsNumber
from care.standards.cda.reader import read_cda
from care.standards.hl7.fields import NumberedPerson, NumberedStructure
from care.standards.hl7.timestamps import parse_timestamp
from care.standards.xdm.model import Coded, DocumentEntry, XdmAuthor
from tests.care.documents.papers import NORMAL, Paper, given, pdf, result
from tests.care.standards.cda.documents import LETTER, RESULTS, document, sections
from tests.care.standards.cda.documents import laboratory as chapter


def test_a_structured_file() -> None:
    paper = Paper("7", replaces=("6",), version=2, results=(result(), NORMAL), confidentiality="R")
    told = describe(given(paper), b"")
    assert told.ids == ("1.2.3^7",)
    assert (told.set_id, told.version, told.replaces) == ("1.2.3^s1", 2, ("1.2.3^6",))
    assert (told.type_label, told.class_code) == ("CR d’examens biologiques", "10")
    assert told.authors == (
        Author("DR Alice FICTIF", "", "Laboratoire de l’Exemple", "10199900373"),
    )
    assert told.confidentiality == {"R"}
    assert told.is_structured
    assert told.written is not None
    assert told.written.day == date(2026, 11, 12)


def test_results_as_they_were_written() -> None:
    read = read_cda(Paper(results=(result(value="98.0"), NORMAL)).cda)
    first, second = list_results(read)
    assert (first.name, first.value, first.unit, first.number) == ("CRP", "98.0", "mg/L", "98.0")
    assert (first.expected, first.high, first.interpretations) == ("≤ 5 mg/L", "5", ("HH",))
    assert first.chapter == "BIOCHIMIE"
    assert second.code == "2823-3"


def test_antecedents_are_told_apart() -> None:
    read = read_cda(document(sections(chapter(RESULTS))))
    now, before = list_results(read)
    assert (now.value, before.value) == ("98", "4")
    assert (now.is_antecedent, before.is_antecedent) == (False, True)
    assert before.code == now.code


def test_an_entry_alone() -> None:
    entry = DocumentEntry(
        unique_id="urn:oid:1.2.3^9",
        title="Ordonnance",
        type=Coded("57833-6", "", "whatever"),
        confidentiality=(Coded("N"), Coded("INVISIBLE_PATIENT")),
        authors=(
            XdmAuthor(
                NumberedPerson("810199900373", "FICTIF", "Alice"),
                (NumberedStructure("CABINET FICTIF"),),
                specialty="Médecine générale",
            ),
        ),
        created=parse_timestamp("20261112"),
    )
    told = describe(Given(pdf=pdf("x"), entry=entry, name="o.pdf"), pdf("x"))
    assert told.ids == ("1.2.3^9",)
    assert told.type_label == "Prescription de produits de santé"
    assert told.authors == (
        Author("Alice FICTIF", "Médecine générale", "CABINET FICTIF", "10199900373"),
    )
    assert told.confidentiality == {"N", "INVISIBLE_PATIENT"}


def test_both_ids_count_when_the_entry_gives_another_one() -> None:
    one = given(Paper("7"))
    both = Given(cda=one.cda, read=one.read, entry=DocumentEntry(unique_id="9.9.9"))
    assert describe(both, b"").ids == ("1.2.3^7", "9.9.9")


def test_nothing_but_bytes() -> None:
    told = describe(Given(pdf=pdf("x"), name="scan.pdf"), pdf("x"))
    assert told.ids == (f"sha256:{told.digest}",)
    assert (told.type_label, told.file_name) == ("", "scan.pdf")
    assert describe(Given(pdf=pdf("y")), pdf("y")).ids != told.ids


def test_the_content_is_the_same_however_it_was_wrapped() -> None:
    one, other = Paper("1", results=(result(),)), Paper("2", version=2, results=(result(),))
    assert describe(given(one), b"").content == describe(given(other), b"").content
    changed = Paper("1", results=(result(value="9"),))
    assert describe(given(changed), b"").content != describe(given(one), b"").content


def test_what_was_read_in_part_is_said() -> None:
    broken = LETTER.replace(b'representation="B64">', b'representation="B64">***')
    told = describe(Given(cda=broken, read=read_cda(broken)), b"")
    assert Caution.READ_IN_PART in told.cautions


def test_no_number_of_the_patient_is_kept_in_a_description() -> None:
    read = read_cda(Paper().cda)
    assert read.header.patient is not None
    assert isinstance(read.header.patient.number, InsNumber)
    assert "284067635112353" not in str(describe(given(Paper()), b""))


@pytest.mark.parametrize(
    ("low", "high", "day"),
    [
        ("20261101", "20261110", date(2026, 11, 10)),  # a stay, told at its end
        ("20261112", "20270512", date(2026, 11, 12)),  # a treatment that goes on
        ("20261112", "", date(2026, 11, 12)),
    ],
)
def test_the_day_of_the_act(low: str, high: str, day: date) -> None:
    end = f'<high value="{high}"/>' if high else ""
    period = f'<effectiveTime><low value="{low}"/>{end}</effectiveTime>'
    event = f"<documentationOf><serviceEvent>{period}</serviceEvent></documentationOf>"
    raw = Paper("1").cda.replace(b"<component>", f"{event}<component>".encode(), 1)
    told = describe(Given(cda=raw, read=read_cda(raw)), b"")
    assert told.acted is not None
    assert told.acted.day == day
