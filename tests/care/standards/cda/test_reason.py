"""Every reason and every fault has an input that makes it."""

from __future__ import annotations

import pytest

from care.standards.cda.reader import read_cda
from care.standards.cda.reason import CdaReason, CdaRefused
from care.standards.markup import MarkupReason
from tests.care.standards.cda.documents import REPORT

REFUSED = {
    CdaReason.TOO_BIG: REPORT + b" " * 41_000_000,
    CdaReason.TOO_DEEP: b"<a>" * 300 + b"</a>" * 300,
    CdaReason.TOO_MANY_ELEMENTS: b"<a>" + b"<b/>" * 900_000 + b"</a>",
    CdaReason.DECLARES_TYPE: b"<!DOCTYPE ClinicalDocument>" + REPORT.partition(b"?>")[2],
    CdaReason.MALFORMED: REPORT[:-20],
    CdaReason.NOT_A_DOCUMENT: b"<html/>",
}


@pytest.mark.parametrize("reason", CdaReason)
def test_it_has_an_input_that_makes_it(reason: CdaReason) -> None:
    with pytest.raises(CdaRefused) as refused:
        read_cda(REFUSED[reason])
    assert refused.value.reason is reason


def test_every_reason_of_the_tree_is_one_of_the_document() -> None:
    assert {reason.value for reason in MarkupReason} <= {reason.value for reason in CdaReason}


def test_a_refusal_quotes_nothing() -> None:
    assert str(CdaRefused(CdaReason.MALFORMED)) == "malformed"
