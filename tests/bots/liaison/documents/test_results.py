"""Results in words: abnormal ones by a word and a sign, numbers as their laboratory wrote them."""

from __future__ import annotations

import pytest

from bots.engine.markup import write
from bots.liaison.documents.results import (
    list_results,
    mark,
    tell_alerts,
    tell_value,
    write_result,
)
from care.documents.model import LabResult
from tests.bots.liaison.village import plain


def lab(name: str = "CRP", value: str = "98", *codes: str, unit: str = "mg/L") -> LabResult:
    number = value if value.replace(".", "").isdigit() else ""
    return LabResult(name, value, unit, number, interpretations=codes, chapter="BIOCHIMIE")


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (("HH",), "très haute ⚠"),
        (("LL",), "très basse ⚠"),
        (("AA",), "très anormale ⚠"),
        (("H",), "haute"),
        (("L",), "basse"),
        (("A",), "anormale"),
        (("H", "U"), "haute, augmentation significative par rapport au résultat antérieur"),
        (("R",), "résistant"),
        (("S",), "sensible"),
        (("N",), ""),
        ((), ""),
        (("ZZ",), "ZZ"),
    ],
)
def test_marks(codes: tuple[str, ...], words: str) -> None:
    assert plain(mark(lab("x", "1", *codes))) == words


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        ("15.2", "10*9/L", "15,2 10⁹/L"),
        ("1.950", "m[IU]/L", "1,950 mUI/L"),
        ("< 0.012", "ug/mL", "< 0,012 µg/mL"),
        ("négatif", "", "négatif"),
        ("voir v2.1", "", "voir v2.1"),
        ("", "", "sans valeur"),
    ],
)
def test_values_are_told_as_they_were_written(value: str, unit: str, told: str) -> None:
    line = write([tell_value(lab("x", value, unit=unit))])
    assert line.text == told


def test_a_value_that_is_awaited_says_so() -> None:
    assert tell_value(LabResult("x", "", status="active")) == "en attente"


def test_a_name_cannot_write_markup() -> None:
    line = write_result(lab("<b>x</b>", "1"))
    assert "<b>x</b>" not in line
    assert write([line]).text.startswith("• <b>x</b> : 1 mg/L".replace(" :", "\u00a0:"))


def test_the_germ_and_the_antibiotic_are_told_together() -> None:
    one = LabResult("Amoxicilline", "< 4", "mg/L", interpretations=("S",), path=("E. coli",))
    assert (
        plain(write([write_result(one)]).text) == "• E. coli › Amoxicilline : < 4 mg/L (sensible)"
    )


def test_a_long_report_shows_what_is_marked_and_counts_the_rest() -> None:
    many = [lab(f"examen {n}", "1") for n in range(60)]
    many[57] = lab("Potassium", "7.2", "HH", unit="mmol/L")
    lines = list_results(many)
    assert any("Potassium" in line for line in lines)
    assert plain(lines[-1]) == "40 autres résultats sont dans le document."
    assert len(lines) == 22


def test_the_first_line_names_two_alerts_and_counts_others() -> None:
    every = [lab("CRP", "98", "HH"), lab("K", "7", "HH"), lab("Na", "120", "LL"), lab("x", "1")]
    told = plain(tell_alerts(every))
    assert told == "CRP 98 mg/L (très haute ⚠), K 7 mg/L (très haute ⚠), et 1 autre"
    assert tell_alerts([lab()]) == ""
