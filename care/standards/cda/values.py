"""The data types of HL7 v3 that carry a result: what they say, as one line for people.

Numbers stay as the author wrote them, units are UCUM's: nothing is rounded or converted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from lxml import etree

from care.standards.cda.elements import attribute, child, children, kind_of, plain_text
from care.standards.cda.references import References
from care.standards.hl7.timestamps import Precision, Timestamp, parse_timestamp

LOINC = "2.16.840.1.113883.6.1"
_LONGEST_NUMBER = 40
_ISO_DIGITS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


class ValueKind(StrEnum):
    """What kind of answer it is."""

    NUMBER = "number"
    INTERVAL = "interval"
    WORDS = "words"
    YES_NO = "yes_no"
    MOMENT = "moment"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Code:
    """A coded notion: `label` is what its author calls it, `system` the OID of the coding."""

    code: str
    system: str = ""
    label: str = ""

    @property
    def is_loinc(self) -> bool:
        """Whether it is a code of LOINC, under which results of several laboratories meet."""
        return self.system == LOINC and bool(self.code)


@dataclass(frozen=True, slots=True)
class Value:
    """A value: `text` without its `unit`; `low` and `high` bound an interval as written.

    `number` is there to draw a curve, never to be shown. A missing value says why in `absent`
    (HL7's null flavour: NASK, UNK, NAV…).
    """

    kind: ValueKind = ValueKind.NONE
    text: str = ""
    unit: str = ""
    number: Decimal | None = None
    low: str = ""
    high: str = ""
    absent: str = ""
    equivalents: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.text} {self.unit}".strip()


NOTHING = Value()


def read_code(element: etree._Element | None, references: References) -> Code | None:
    """A code, LOINC's translation preferred to a local one; None when nothing is said at all."""
    if element is None:
        return None
    said = references.original_text(element)
    candidates = [element, *children(element, "translation")]
    coded = [one for one in candidates if attribute(one, "code")]
    chosen = next((one for one in coded if attribute(one, "codeSystem") == LOINC), None)
    chosen = chosen if chosen is not None else next(iter(coded), element)
    names = [attribute(one, "displayName") for one in (chosen, *candidates)]
    label = said or next((name for name in names if name), "")
    if not (label or attribute(chosen, "code")):
        return None
    return Code(attribute(chosen, "code"), attribute(chosen, "codeSystem"), label)


def read_value(element: etree._Element | None, references: References) -> Value:
    """What a `value` says, whatever its type; an unknown type is read as words."""
    if element is None:
        return NOTHING
    kind = kind_of(element) or _guess_kind(element)
    if kind in {"PQ", "INT", "REAL", "MO"}:
        return _read_quantity(element)
    if kind.startswith(("IVL_PQ", "IVL_INT", "IVL_REAL")):
        return _read_interval(element)
    if kind.startswith("RTO"):
        return _read_ratio(element)
    if kind == "BL":
        return _filled(ValueKind.YES_NO, attribute(element, "value"), element)
    if kind in {"TS", "IVL_TS"}:
        return _read_moment(element)
    return _read_words(element, references)


def _guess_kind(element: etree._Element) -> str:
    """What the parts of a value show, when its type is not declared."""
    if child(element, "numerator") is not None:
        return "RTO"
    if any(child(element, bound) is not None for bound in ("low", "high", "center")):
        return "IVL_PQ"
    return "PQ" if attribute(element, "unit") else ""


def _read_quantity(element: etree._Element) -> Value:
    text = attribute(element, "value") or " ".join(str(element.text or "").split())
    others = [one for one in map(_read_translation, children(element, "translation")) if one.text]
    if not text and others:
        return replace(others[0], equivalents=tuple(map(str, others[1:])))
    unit = _unit(element)
    if not attribute(element, "unit"):
        # A unit that UCUM does not have is told by a translation of the same number.
        unit = next((one.unit for one in others if one.text == text), "")
    return Value(
        ValueKind.NUMBER if text else ValueKind.NONE,
        text,
        unit,
        _number(text),
        absent=attribute(element, "nullFlavor"),
        equivalents=tuple(str(other) for other in others if str(other) != f"{text} {unit}".strip()),
    )


def _read_translation(element: etree._Element) -> Value:
    """The same quantity in another unit, which may be any code (PQR)."""
    text = attribute(element, "value")
    said = plain_text(child(element, "originalText"))
    names = (_unit(element), said, attribute(element, "displayName"), attribute(element, "code"))
    kind = ValueKind.NUMBER if text else ValueKind.NONE
    return Value(kind, text, next(filter(None, names), ""), _number(text))


def _read_interval(element: etree._Element) -> Value:
    if attribute(element, "value"):
        return _read_quantity(element)
    centre = child(element, "center")
    if centre is not None and attribute(centre, "value"):
        return _read_quantity(centre)
    low, high = child(element, "low"), child(element, "high")
    bounds = [attribute(one, "value") for one in (low, high)]
    units = [_unit(one) for one in (low, high, element) if one is not None and _unit(one)]
    unit = next(iter(units), "")
    if bounds[0] and bounds[1] and len(set(units)) > 1:
        said = " – ".join(f"{attribute(one, 'value')} {_unit(one)}" for one in (low, high)
                          if one is not None)  # fmt: skip
        return Value(ValueKind.INTERVAL, said, low=bounds[0], high=bounds[1])
    if bounds[0] and bounds[1]:
        text = f"{bounds[0]} – {bounds[1]}"
    elif bounds[0]:
        text = f"{'≥' if _is_inclusive(low) else '>'} {bounds[0]}"
    elif bounds[1]:
        text = f"{'≤' if _is_inclusive(high) else '<'} {bounds[1]}"
    else:
        return Value(absent=attribute(element, "nullFlavor"))
    return Value(ValueKind.INTERVAL, text, unit, low=bounds[0], high=bounds[1])


def _read_ratio(element: etree._Element) -> Value:
    parts = [child(element, name) for name in ("numerator", "denominator")]
    read = [_read_quantity(part) for part in parts if part is not None]
    return _filled(ValueKind.WORDS, " / ".join(str(one) for one in read if one.text), element)


def _read_moment(element: etree._Element) -> Value:
    written = [attribute(one, "value") for one in (element, *element) if attribute(one, "value")]
    moments = [parse_timestamp(text) for text in written]
    shown = [
        _write_moment(one) if one else text for one, text in zip(moments, written, strict=True)
    ]
    return _filled(ValueKind.MOMENT, " – ".join(shown), element)


def _write_moment(moment: Timestamp) -> str:
    """`2026-11-03 14:30`, `2026-11-03`, `2026-11` or `2026`: no more than was told."""
    if moment.has_time:
        return f"{moment.when:%Y-%m-%d %H:%M}"
    return moment.day.isoformat()[: _ISO_DIGITS[moment.precision]]


def _read_words(element: etree._Element, references: References) -> Value:
    if attribute(element, "representation").upper() == "B64":
        # A picture or a file: nothing to be read in a line.
        return Value(absent=attribute(element, "nullFlavor"))
    code = read_code(element, references)
    own = plain_text(element) if code is None else code.label or code.code
    pointed = references.text(element) if child(element, "reference") is not None else ""
    text = " ".join(filter(None, (own, pointed if pointed != own else "")))
    text = text or attribute(element, "value")
    return _filled(ValueKind.WORDS, text, element)


def _filled(kind: ValueKind, text: str, element: etree._Element) -> Value:
    return Value(kind if text else ValueKind.NONE, text, absent=attribute(element, "nullFlavor"))


def _unit(element: etree._Element) -> str:
    unit = attribute(element, "unit")
    # UCUM's unit of what has none, and the braces of its annotations.
    return "" if unit == "1" else unit


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", ".")) if len(text) <= _LONGEST_NUMBER else None
    except InvalidOperation:
        return None
    return number if number is None or number.is_finite() else None


def _is_inclusive(bound: etree._Element | None) -> bool:
    return bound is None or attribute(bound, "inclusive") != "false"
