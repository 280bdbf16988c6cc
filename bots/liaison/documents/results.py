"""Laboratory results in words: what is abnormal is marked by a word and a sign, never by colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bots.engine.markup import fact
from bots.liaison.documents.texts import TEXTS
from care.documents.figures import write_expected, write_value
from care.documents.model import ALERTS, LabResult
from care.runtime.texts import cut
from care.standards.terminology.value_sets import ValueSet, find_entry

_MARKS = {
    "HH": "very-high", "LL": "very-low", "AA": "very-abnormal", "H": "high", "L": "low",
    "A": "abnormal", "HU": "much-higher", "LU": "much-lower", "HX": "out", "LX": "out",
    "EX": "out",
}  # fmt: skip
_STATUSES = {
    "aborted": "result-aborted", "cancelled": "result-cancelled", "nullified": "result-cancelled",
}  # fmt: skip
_LONGEST_COMMENT, _LONGEST_NAME, _LONGEST_IN_ALERT = 160, 400, 100
_LONGEST_WORD, _MOST_WORDS = 60, 6
_SILENT = frozenset({"N", "<", ">"})
_MOST = 20
_MOST_IN_ALERT = 2
_BETWEEN = " › "


def list_results(results: Sequence[LabResult]) -> list[str]:
    """A line for each, under its chapter; of a long report, what is marked and as many others."""
    shown = _choose(_tell_apart(results))
    lines: list[str] = []
    before = ""
    for one in shown:
        chapter = one.chapter or one.group
        if chapter != before:
            lines.append(f"<b>{fact(chapter or TEXTS.say('results-alone'))}</b>")
            before = chapter
        lines.append(write_result(one))
    if left := len(results) - len(shown):
        lines.append(TEXTS.say("results-rest", count=left))
    return lines


def write_result(one: LabResult) -> str:
    """`• CRP : 98 mg/L (très haute ⚠) – attendu ≤ 5 mg/L`."""
    value, marks = tell_value(one), mark(one)
    expected = f"{tell_expected(one)}{_tell_status(one)}{_tell_comment(one)}"
    name = fact(cut(_BETWEEN.join((*one.path, one.name)), _LONGEST_NAME))
    if not marks:
        return TEXTS.say("result-plain", name=name, value=value, expected=expected)
    told = TEXTS.say("result-mark", words=marks)
    return TEXTS.say("result", name=name, value=value, mark=told, expected=expected)


def tell_alerts(results: Iterable[LabResult]) -> str:
    """`CRP 98 mg/L (très haute ⚠)`, for a first line."""
    alerts = [one for one in results if one.is_alert]
    told = [
        TEXTS.say(
            "alert-result",
            name=fact(cut(one.name, _LONGEST_IN_ALERT)),
            value=tell_value(replace(one, value=cut(one.value, _LONGEST_IN_ALERT))),
            words=mark(one),
        )
        for one in alerts[:_MOST_IN_ALERT]
    ]
    if left := len(alerts) - len(told):
        told.append(TEXTS.say("alert-more", count=left))
    return ", ".join(told)


def tell_value(one: LabResult) -> str:
    """The value as its author wrote it, with the decimal comma of our readers."""
    if not one.value:
        return TEXTS.say("result-pending" if one.status == "active" else "result-missing")
    is_number = bool(one.number) or not any(c.isalpha() for c in one.value)
    return fact(write_value(one.value, one.unit, is_number=is_number))


def tell_expected(one: LabResult) -> str:
    """Where the value was expected; nothing when it is not said."""
    if not one.expected:
        return ""
    return TEXTS.say("result-expected", expected=fact(write_expected(one.expected)))


def _tell_status(one: LabResult) -> str:
    """That an examination was not finished, or is not to be read any more."""
    key = _STATUSES.get(one.status)
    return TEXTS.say(key) if key else ""


def _tell_comment(one: LabResult) -> str:
    """What the laboratory says of it (« prélèvement hémolysé »), cut short."""
    told = " ; ".join(dict.fromkeys(one.comments))
    if not told:
        return ""
    return TEXTS.say("result-comment", comment=fact(cut(told, _LONGEST_COMMENT)))


def mark(one: LabResult) -> str:
    """`très haute ⚠`, `résistant`; nothing for what is normal."""
    codes = one.interpretations
    if len(codes) > _MOST_WORDS:
        codes = tuple(sorted(codes, key=lambda code: code not in ALERTS))[:_MOST_WORDS]
    return ", ".join(dict.fromkeys(_words(codes)))


def is_marked(one: LabResult) -> bool:
    """Whether it is to be seen before the others."""
    return any(code in _MARKS for code in one.interpretations)


def _words(codes: Iterable[str]) -> Iterator[str]:
    for code in codes:
        if code in _MARKS:
            yield TEXTS.say(f"mark-{_MARKS[code]}")
        elif code not in _SILENT:
            entry = find_entry(ValueSet.INTERPRETATION, code)
            yield fact(entry.label.lower() if entry else cut(code, _LONGEST_WORD))


def _tell_apart(results: Sequence[LabResult]) -> list[LabResult]:
    """Sodium of blood and of urine, in one chapter: each with the group that it comes from."""
    groups: dict[tuple[str, ...], set[str]] = {}
    for one in results:
        groups.setdefault((one.chapter, *one.path, one.name), set()).add(one.group)
    return [
        replace(one, path=(one.group, *one.path))
        if one.group and len(groups[one.chapter, *one.path, one.name]) > 1
        else one
        for one in results
    ]


def _choose(results: Sequence[LabResult]) -> list[LabResult]:
    if len(results) <= _MOST:
        return list(results)
    marked = [one for one in results if is_marked(one)]
    room = max(0, _MOST - len(marked))
    others = [one for one in results if not is_marked(one)][:room]
    kept = {id(one) for one in (*marked[: _MOST * 2], *others)}
    return [one for one in results if id(one) in kept]
