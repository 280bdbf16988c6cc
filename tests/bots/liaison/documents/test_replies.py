"""The index: long ones are cut, what is sought is found whatever its plural."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bots.liaison.documents.replies import MOST, list_for_digest, write_curves, write_index
from care.circles.model import CircleId
from care.documents.model import (
    Audience,
    Description,
    Document,
    DocumentId,
    Line,
    Standing,
)
from care.standards.hl7.timestamps import parse_timestamp
from tests.bots.liaison.village import plain

NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)


def line(number: int, label: str = "CR opératoire", standing: Standing = Standing.CURRENT) -> Line:
    told = Description(ids=(str(number),), type_label=label, class_code="10")
    document = Document(
        DocumentId(f"d{number:032x}"), CircleId("c" + "1" * 32), number, Audience.EVERYBODY,
        standing, NOW, told,
    )  # fmt: skip
    return Line(document, is_new=number % 2 == 0)


def dated(number: int, day: str) -> Line:
    told = line(number)
    description = replace(told.document.description, written=parse_timestamp(day))
    return Line(replace(told.document, description=description), is_new=False)


def test_a_long_index_is_cut_and_may_be_asked_whole() -> None:
    lines = [line(n) for n in range(1, MOST + 6)]
    told = plain(write_index(lines, lambda _: "").text)
    assert "5 documents plus anciens : « documents tous »." in told
    assert told.count("CR opératoire") == MOST
    whole = plain(write_index(lines, lambda _: "", whole=True).text)
    assert whole.count("CR opératoire") == MOST + 5


@pytest.mark.parametrize("sought", ["ordonnances", "Prescription", "prescriptions produits"])
def test_sought_by_words(sought: str) -> None:
    lines = [line(1), line(2, "Prescription de produits de santé (ordonnance)")]
    told = write_index(lines, lambda _: "", sought=sought).text
    assert "Prescription" in told
    assert "opératoire" not in told


def test_the_class_is_known_too() -> None:
    assert "CR opératoire" in write_index([line(1)], lambda _: "", sought="compte rendu").text


def test_a_date_says_no_more_than_the_document() -> None:
    lines = [dated(1, "20261103"), dated(2, "202611"), dated(3, "2019")]
    told = plain(write_index(lines, lambda _: "").text)
    assert re.findall(r"^(?:\w+ )?\d{4}$|^\d\. [\d/]+", told, re.MULTILINE) == [
        "Novembre 2026", "1. 03/11/2026", "2. 11/2026", "2019", "3. 2019",
    ]  # fmt: skip


def test_nothing_is_said() -> None:
    assert write_index([], lambda _: "").text == "Aucun document dans ce cercle."
    assert list_for_digest([], lambda _: "") == []
    assert list_for_digest([line(1, standing=Standing.WITHDRAWN)], lambda _: "") == []
    assert write_curves((), "").text.startswith("Aucun résultat")
