"""Whether a document of the field is read as it must be."""

from __future__ import annotations

from care.documents.model import Caution, Form
from care.documents.rules import decide_audience
from tests.care.documents.field.case import Case, show


def check(case: Case) -> None:
    """All that a case says."""
    shown = show(case.raw)
    first = shown.card.split("\n")[0]
    for words in case.card:
        assert words in shown.card, f"{words!r} is not in:\n{shown.card}"
    for words in case.never:
        assert words not in f"{shown.card}\n{shown.page}", shown.card
    for words in case.page:
        assert words in shown.page, f"{words!r} is not in:\n{shown.page}"
    assert shown.ready.has_alert is case.alert
    assert first.startswith("🔴") is case.alert
    assert (Form.PDF in dict(shown.ready.files)) is case.has_pdf
    cautions = shown.ready.description.cautions
    assert (Caution.READ_IN_PART in cautions) is case.in_part, shown.read.faults
    assert shown.who == case.who
    assert decide_audience(shown.ready.description) is case.audience
