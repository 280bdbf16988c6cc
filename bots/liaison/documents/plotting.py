"""From a curve to its picture: the values of one unit, when there are two of them to join."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from bots.liaison.documents.chart import Mark, draw_chart
from bots.liaison.documents.results import is_marked, tell_value
from bots.liaison.documents.texts import TEXTS
from care.documents.figures import write_unit
from care.documents.model import Curve, LabResult
from care.runtime.texts import french_date
from care.standards.hl7.timestamps import Precision, Timestamp

_MOST = 60
_LARGEST = 1e12


def plot(curve: Curve) -> bytes | None:
    """The picture of a curve; None when there is nothing to join."""
    numbers = [one.result for one in curve.points if _amount(one.result.number) is not None]
    unit = numbers[-1].unit if numbers else ""
    same = [one for one in numbers if one.unit == unit and one.sampled is not None][-_MOST:]
    marks = [mark for one in same if (mark := _mark(one)) is not None]
    if len({one.at for one in marks}) < 2:
        return None
    last = same[-1]
    title = f"{curve.name} ({write_unit(unit)})" if unit else curve.name
    return draw_chart(title, marks, _amount(last.low), _amount(last.high))


def name_chart(curve: Curve) -> str:
    """`CRP.png`."""
    bare = "".join(c if c.isalnum() or c in " -" else " " for c in curve.name)
    return TEXTS.say("chart-name", name=" ".join(bare.split())[:60])


def tell_chart(curve: Curve) -> str:
    """What the picture shows, in words."""
    told = [one.result.sampled for one in curve.points if one.result.sampled]
    first, last = min(told, key=_day), max(told, key=_day)
    return TEXTS.say(
        "chart-alternative",
        name=curve.name,
        first=french_date(first.day, first.precision),
        last=french_date(last.day, last.precision),
    )


def _day(moment: Timestamp) -> date:
    return moment.day


def _mark(result: LabResult) -> Mark | None:
    amount = _amount(result.number)
    if amount is None or result.sampled is None or result.sampled.precision < Precision.DAY:
        return None
    when: datetime = result.sampled.when
    at = when if when.tzinfo else when.replace(tzinfo=UTC)
    label = tell_value(result).removesuffix(write_unit(result.unit)).strip()
    return Mark(at, amount, label, is_marked(result))


def _amount(text: str) -> float | None:
    try:
        amount = float(Decimal(text.replace(",", "."))) if text else None
    except (InvalidOperation, OverflowError):
        return None
    return amount if amount is not None and abs(amount) < _LARGEST else None
