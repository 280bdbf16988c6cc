"""The French list of kinds of documents."""

from __future__ import annotations

from care.standards.terminology.document_types import find_document_type, load_document_types
from care.standards.terminology.value_sets import ValueSet, find_entry


def test_the_codes_that_are_often_mistaken() -> None:
    codes = ("11490-0", "96349-6", "60591-5")
    found = {code: find_document_type(code) for code in codes}
    assert {code: one.label for code, one in found.items() if one} == {
        "11490-0": "Lettre de liaison à la sortie d’un établissement de soins",
        "96349-6": "Lettre d’adressage",
        "60591-5": "Synthèse médicale",
    }
    assert find_document_type("18842-5") is None
    assert find_document_type("57133-1") is None


def test_every_kind_has_a_class_and_a_label() -> None:
    kinds = load_document_types().values()
    assert len(kinds) == 113
    assert [one.code for one in kinds if not find_entry(ValueSet.CLASS, one.class_code)] == []
    assert [one.code for one in kinds if not one.label.strip()] == []


def test_both_codings_are_told_apart() -> None:
    imaging, physiotherapy = find_document_type("18748-4"), find_document_type(" PRESC-KINE ")
    assert imaging is not None
    assert physiotherapy is not None
    assert (imaging.system, imaging.class_code) == ("2.16.840.1.113883.6.1", "31")
    assert physiotherapy.system == "1.2.250.1.213.1.1.4.12"
