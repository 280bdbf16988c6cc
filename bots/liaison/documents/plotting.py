"""From a curve to its picture: the values of one unit, when there are two of them to join."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from bots.liaison.documents.chart import Mark, draw_chart
from bots.liaison.documents.results import is_marked, tell_value
from bots.liaison.documents.texts import TEXTS
from care.documents.figures import write_unit
from care.documents.model import Curve, LabResult
from care.runtime.texts import french_date

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
    days = [one.result.sampled.day for one in curve.points if one.result.sampled]
    first, last = french_date(min(days)), french_date(max(days))
    return TEXTS.say("chart-alternative", name=curve.name, first=first, last=last)


def _mark(result: LabResult) -> Mark | None:
    amount = _amount(result.number)
    if amount is None or result.sampled is None:
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
