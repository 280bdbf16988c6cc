"""Files and results: sealed, replaced whole, gone when they must be."""

from __future__ import annotations

from care.documents.contents import (
    content_of,
    erase_content,
    examinations_in,
    keep_file,
    keep_results,
    keep_withdrawal,
    orderers_of,
    results_in,
    values_of,
)
from care.documents.model import DocumentId, Form, LabResult
from tests.care.circles.hamlet import KEYS, NOW, make_units, opened
from tests.care.documents.papers import LABORATORY, STRANGER

ID, OTHER = DocumentId("d" + "1" * 32), DocumentId("d" + "2" * 32)
CRP = LabResult("CRP", "98", "mg/L", code="1988-5", system="2.16.840.1.113883.6.1")
BEFORE = LabResult("CRP", "4", code=CRP.code, system=CRP.system, is_antecedent=True)


def test_files() -> None:
    units = make_units()
    circle = opened(units).id
    with units.unit("x") as work:
        keep_file(work, circle, ID, Form.PDF, b"one")
        keep_file(work, circle, ID, Form.PDF, b"two")
        keep_file(work, circle, OTHER, Form.PDF, b"other")
        assert content_of(work.connection, KEYS, ID, Form.PDF) == b"two"
        assert content_of(work.connection, KEYS, ID, Form.CDA) is None
        erase_content(work.connection, ID)
        assert content_of(work.connection, KEYS, ID, Form.PDF) is None
        assert content_of(work.connection, KEYS, OTHER, Form.PDF) == b"other"


def test_results() -> None:
    units = make_units()
    circle = opened(units).id
    with units.unit("x") as work:
        keep_results(work, circle, ID, (LabResult("gone", "1"),))
        keep_results(work, circle, ID, (CRP, BEFORE))
        keep_results(work, circle, OTHER, (CRP,))
        assert results_in(work.connection, KEYS, ID) == (CRP,)
        ((token, one),) = examinations_in(work.connection, KEYS, circle).items()
        assert one.name == "CRP"
        found = values_of(work.connection, KEYS, circle, token)
        assert found == [(ID, CRP), (ID, BEFORE), (OTHER, CRP)]


def test_deletions_that_were_ordered() -> None:
    units = make_units()
    circle = opened(units).id
    with units.unit("x") as work:
        keep_withdrawal(work, circle, "1.2.3^1", LABORATORY, NOW)
        keep_withdrawal(work, circle, "1.2.3^2", STRANGER, NOW)
        assert orderers_of(work, circle, ["1.2.3^1", "1.2.3^9"]) == [LABORATORY]
        assert orderers_of(work, circle, []) == []
