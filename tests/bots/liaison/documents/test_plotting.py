"""Only values of one unit, at two moments at least, make a curve."""

from __future__ import annotations

from bots.liaison.documents.plotting import name_chart, plot, tell_chart
from care.documents.model import Curve, DocumentId, LabResult, Point
from care.standards.hl7.timestamps import parse_timestamp
from tests.bots.liaison.village import plain

ID = DocumentId("d" + "1" * 32)


def curve(*values: tuple[str, str, str]) -> Curve:
    points = tuple(
        Point(LabResult("CRP", v, u, v, sampled=parse_timestamp(day)), ID) for v, u, day in values
    )
    return Curve("CRP", "1988-5", "", points)


def test_two_values_make_a_curve_with_its_words() -> None:
    two = curve(("3", "mg/L", "20261001"), ("98", "mg/L", "20261112"))
    assert (plot(two) or b"").startswith(b"\x89PNG")
    assert name_chart(two) == "CRP.png"
    assert plain(tell_chart(two)) == "Courbe : CRP, du 01/10/2026 au 12/11/2026"


def test_units_are_never_mixed() -> None:
    assert plot(curve(("3", "mg/L", "20261001"), ("9.8", "mg/dL", "20261112"))) is None


def test_words_and_lone_values_make_none() -> None:
    assert plot(curve(("98", "mg/L", "20261112"))) is None
    assert plot(curve(("négatif", "", "20261001"), ("positif", "", "20261112"))) is None
    assert plot(curve(("1", "", "20261112"), ("2", "", "20261112"))) is None
    assert plot(curve(("1", "", ""), ("2", "", "20261112"))) is None
