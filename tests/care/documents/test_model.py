"""Ids are ours, labels are what people say, alerts are those of BIO/va1.01."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from care.circles.model import CircleId
from care.documents.model import (
    Audience,
    Description,
    Document,
    DocumentId,
    LabResult,
    Sender,
    Standing,
)
from care.standards.hl7.timestamps import parse_timestamp

DOCUMENT = Document(
    DocumentId("d" + "1" * 32), CircleId("c" + "1" * 32), 3, Audience.EVERYBODY,
    Standing.CURRENT, datetime(2026, 11, 12, tzinfo=UTC), Description(ids=("1",)),
)  # fmt: skip


def test_ids_are_of_one_shape() -> None:
    assert str(DOCUMENT.id) == "d" + "1" * 32
    with pytest.raises(ValueError, match="not a document id"):
        DocumentId("../x")


def test_labels_tell_whose_it_is() -> None:
    assert DOCUMENT.label == "3"
    assert replace(DOCUMENT, audience=Audience.PROFESSIONALS).label == "P3"


def test_the_day_is_that_of_the_act() -> None:
    written = Description(ids=("1",), written=parse_timestamp("20261110"))
    acted = replace(written, acted=parse_timestamp("202611052330+0100"))
    assert DOCUMENT.day == date(2026, 11, 12)
    assert replace(DOCUMENT, description=written).day == date(2026, 11, 10)
    assert replace(DOCUMENT, description=acted).day == date(2026, 11, 5)


@pytest.mark.parametrize(("code", "alerts"), [("HH", True), ("LL", True), ("AA", True),
                                              ("H", False), ("N", False)])  # fmt: skip
def test_alerts(code: str, alerts: bool) -> None:
    assert LabResult("CRP", "1", interpretations=(code,)).is_alert is alerts


def test_only_the_directory_verifies_a_sender() -> None:
    assert not Sender("a@b.example", "Dr Fictif").is_verified
    assert Sender("a@b.example", "", "FICTIF Alice").is_verified


def test_what_is_told_of_a_patient_is_in_no_repr() -> None:
    told = Description(ids=("1",), title="CANARITANTE")
    assert "CANARITANTE" not in repr(replace(DOCUMENT, description=told))
    assert "9.8" not in repr(LabResult("CRP", "9.8", number="9.8"))
