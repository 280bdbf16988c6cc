"""The laboratory results of a patient over time, one examination after the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from care.documents.curves import results_of
from care.documents.figures import write_expected, write_unit, write_value
from care.documents.model import Curve, LabResult
from care.runtime.texts import french_date
from care.runtime.units import UnitOfWork
from care.standards.hl7.timestamps import Precision, Timestamp
from widgets.circle.reading import enter_open
from widgets.circle.views import CircleForm
from widgets.circle.words import TEXTS
from widgets.engine.page import Who
from widgets.engine.view import View

_LARGEST = 1e12
#: How a laboratory marks what is not expected (HL7 ObservationInterpretation).
_MARKS = MappingProxyType(
    {
        "L": "mark-low", "LL": "mark-very-low", "H": "mark-high", "HH": "mark-very-high",
        "A": "mark-abnormal", "AA": "mark-very-abnormal",
    }
)  # fmt: skip


class PointView(View):
    """A value. `amount` places it on the curve; `mark` says in words that it is not expected.

    `told` is its day as far as it was told; what was told no day is not drawn.
    """

    day: date
    told: str
    value: str
    amount: float | None
    usual: str
    mark: str


class CurveView(View):
    """An examination; between `low` and `high` is where its last value was expected."""

    code: str
    name: str
    unit: str
    low: float | None
    high: float | None
    points: list[PointView]


class CurvesView(View):
    """Every examination, by name."""

    curves: list[CurveView]


def show_results(work: UnitOfWork, who: Who, form: CircleForm) -> CurvesView:
    """The curves that a member may read. Raises Refusal."""
    entered = enter_open(work, who, form.circle)
    curves = results_of(work, entered.circle.id, who.user_id)
    return CurvesView(curves=[_curve(one) for one in curves])


def _curve(curve: Curve) -> CurveView:
    last = curve.points[-1].result
    return CurveView(
        code=curve.code,
        name=curve.name,
        unit=write_unit(last.unit),
        low=_amount(last.low),
        high=_amount(last.high),
        points=list(_points(curve, last.unit)),
    )


def _points(curve: Curve, unit: str) -> Iterator[PointView]:
    """A value of another unit is told, and not drawn beside the others."""
    for point in curve.points:
        one = point.result
        if one.sampled is None:
            continue
        marks = [TEXTS.say(_MARKS[code]) for code in one.interpretations if code in _MARKS]
        yield PointView(
            day=one.sampled.day,
            told=french_date(one.sampled.day, one.sampled.precision),
            value=_write(one),
            amount=_amount(one.number) if one.unit == unit and _has_day(one.sampled) else None,
            usual=write_expected(one.expected),
            mark=", ".join(dict.fromkeys(marks)),
        )


def _has_day(moment: Timestamp) -> bool:
    return moment.precision >= Precision.DAY


def _write(one: LabResult) -> str:
    told = write_value(one.value, one.unit, is_number=bool(one.number))
    return told or TEXTS.say("result-missing")


def _amount(text: str) -> float | None:
    try:
        amount = float(Decimal(text.replace(",", "."))) if text else None
    except (InvalidOperation, OverflowError):
        return None
    return amount if amount is not None and abs(amount) < _LARGEST else None
