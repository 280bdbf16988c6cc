"""One examination: its name, value, unit, expected range, interpretation, sampling, antecedents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from care.standards.cda.elements import attribute, child, children, plain_text
from care.standards.cda.model import PreviousResult, ReferenceRange, Result
from care.standards.cda.people import read_moment
from care.standards.cda.references import References
from care.standards.cda.values import NOTHING, Value, ValueKind, read_code, read_value
from care.standards.terminology.value_sets import ValueSet, find_entry

_COMMENT = "48767-8"
_TRUE = frozenset({"true", "1"})
_WITHDRAWN = "nullified"
_EXPECTED = frozenset({"", "N"})
_MOST = 50


def read_result(
    observation: etree._Element, path: tuple[str, ...], references: References
) -> Result:
    """What an observation tells; without a coded value, what its row of the text tells."""
    named = child(observation, "code")
    code = read_code(named, references)
    is_void = _is_void(observation)
    value, *others = [NOTHING] if is_void else _read_values(observation, references)
    is_withdrawn = attribute(child(observation, "statusCode"), "code") == _WITHDRAWN
    is_missing = value.kind is ValueKind.NONE and not is_withdrawn
    if is_missing and (beside := references.rest_of_row(named)):
        value = Value(ValueKind.WORDS, beside, absent=value.absent)
    if named is not None and code is not None and _bare(code.label) == _bare(str(value)):
        code = replace(code, label=_official_name(named))
    return Result(
        name=code.label or code.code if code else "",
        code=code,
        value=value,
        interpretations=() if is_void else _interpretations(observation),
        ranges=tuple(_ranges(observation, references))[:_MOST],
        sampled=read_moment(child(observation, "effectiveTime")),
        path=(*path, *_specimen(observation, references)),
        method=_method(observation, references),
        status=attribute(child(observation, "statusCode"), "code"),
        comments=(*map(str, others), *_comments(observation, references))[:_MOST],
        previous=tuple(_previous(observation, references))[:_MOST],
    )


def _official_name(code: etree._Element) -> str:
    """What the coding calls an examination whose own name points, by a slip, to its value."""
    names = (attribute(one, "displayName") for one in (code, *children(code, "translation")))
    return next(filter(None, names), "")


def _bare(text: str) -> str:
    return "".join(text.split()).replace(",", ".")


def _is_void(observation: etree._Element) -> bool:
    """Whether its value is not to be read as found: denied, or entered by error."""
    is_denied = attribute(observation, "negationInd") in _TRUE
    return is_denied or attribute(child(observation, "statusCode"), "code") == _WITHDRAWN


def _read_values(observation: etree._Element, references: References) -> list[Value]:
    """What was found first, then what else was said of it."""
    values = [read_value(one, references) for one in children(observation, "value")]
    told = [value for value in values if value.kind is not ValueKind.NONE]
    if len(told) > 1 and all(value.kind is ValueKind.WORDS for value in told):
        return [Value(ValueKind.WORDS, ", ".join(value.text for value in told))]
    return told[:_MOST] or values[:1] or [NOTHING]


def _specimen(observation: etree._Element, references: References) -> Iterator[str]:
    """What was sampled, when it is told of one examination: proteins of blood, or of a puncture."""
    entity = child(observation, "specimen", "specimenRole", "specimenPlayingEntity")
    code = read_code(child(entity, "code"), references)
    yield from filter(None, [(code.label if code else "") or plain_text(child(entity, "name"))])


def _interpretations(observation: etree._Element) -> tuple[str, ...]:
    told = (_interpretation(one) for one in children(observation, "interpretationCode"))
    return tuple(dict.fromkeys(filter(None, told)))[:_MOST]


def _interpretation(element: etree._Element) -> str:
    """HL7's code, be it only in a translation; else the words of the author, else their code."""
    candidates = (element, *children(element, "translation"))
    codes = [attribute(one, "code") for one in candidates]
    known = (code.upper() for code in codes if find_entry(ValueSet.INTERPRETATION, code.upper()))
    said = (plain_text(child(one, "originalText")) for one in candidates)
    names = (attribute(one, "displayName") for one in candidates)
    return next(filter(None, (*known, *said, *names, *codes)), "")


def _ranges(observation: etree._Element, references: References) -> Iterator[ReferenceRange]:
    """Where values are expected: not the bounds beyond which they alert."""
    for one in children(observation, "referenceRange", "observationRange"):
        if attribute(child(one, "interpretationCode"), "code") not in _EXPECTED:
            continue
        value = read_value(child(one, "value"), references)
        said = references.text(child(one, "text"))
        if value.kind is not ValueKind.NONE:
            yield ReferenceRange(value, said)
        elif said:
            yield ReferenceRange(Value(ValueKind.WORDS, said))


def _method(observation: etree._Element, references: References) -> str:
    code = read_code(child(observation, "methodCode"), references)
    return code.label if code else ""


def _comments(observation: etree._Element, references: References) -> Iterator[str]:
    for act in children(observation, "entryRelationship", "act"):
        if attribute(child(act, "code"), "code") == _COMMENT:
            yield from filter(None, [references.text(child(act, "text"))])
    said = child(observation, "text")
    if said is not None and child(said, "reference") is None:
        yield from filter(None, [plain_text(said)])


def _previous(observation: etree._Element, references: References) -> Iterator[PreviousResult]:
    for link in children(observation, "entryRelationship"):
        if attribute(link, "typeCode") != "REFR":
            continue
        for one in children(link, "observation"):
            value = NOTHING if _is_void(one) else _read_values(one, references)[0]
            if value.kind is not ValueKind.NONE:
                yield PreviousResult(value, read_moment(child(one, "effectiveTime")))
