"""The index of a circle's documents, and results over time, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from bots.engine.markup import Written, fact, quote, write
from bots.liaison.documents.cards import tell_kind, tell_who
from bots.liaison.documents.results import mark, tell_expected, tell_value
from bots.liaison.documents.texts import TEXTS
from care.directory.spelling import fold
from care.documents.model import Curve, Document, LabResult, Line, Standing
from care.runtime.texts import french_date
from care.standards.hl7.timestamps import Precision
from care.standards.terminology.value_sets import ValueSet, find_entry

MOST = 20
_MOST_VALUES, _MOST_CURVES = 12, 30
_MOST_IN_DIGEST = 10

Link = Callable[[Document], str]


def write_index(
    lines: Sequence[Line], link_of: Link, *, sought: str = "", whole: bool = False
) -> Written:
    """By month, the newest first; what is new is said."""
    found = [line for line in lines if not sought or _is_meant(line.document, sought)]
    if not found:
        return write([TEXTS.say("index-none-such" if lines else "index-none")])
    fresh = sum(line.is_new for line in found)
    told = [TEXTS.say("index-title", count=len(found), fresh=fresh)]
    shown = found if whole else found[:MOST]
    for month, inside in groupby(shown, key=lambda line: _month(line.document)):
        told.append(TEXTS.say("index-month", month=month))
        told += [_line(line, link_of) for line in inside]
    if left := len(found) - len(shown):
        told.append(TEXTS.say("index-rest", count=left))
    return write([*told, TEXTS.say("index-next")])


def list_for_digest(lines: Sequence[Line], link_of: Link) -> list[str]:
    """What a newcomer may ask for: the documents that stand, the newest first."""
    standing = [one for one in lines if one.document.standing is Standing.CURRENT]
    if not standing:
        return []
    told = [TEXTS.say("index-digest")]
    told += [_line(Line(one.document, is_new=False), link_of) for one in standing[:_MOST_IN_DIGEST]]
    if left := len(standing) - _MOST_IN_DIGEST:
        told += [TEXTS.say("index-rest", count=left)] if left > 0 else []
    return told


def write_curves(curves: Sequence[Curve], typed: str) -> Written:
    """One examination over time, or the last value of each."""
    if not curves:
        key = "curves-none-such" if typed else "curves-none"
        return write([TEXTS.say(key, typed=quote(typed))])
    if len(curves) == 1:
        return write(_one_curve(curves[0]))
    lines = [TEXTS.say("curves-title")]
    for curve in curves[:_MOST_CURVES]:
        last = curve.points[-1].result
        lines.append(
            TEXTS.say(
                "curve-line",
                name=fact(curve.name),
                value=tell_value(last),
                mark=_mark(last),
                date=tell_sampled(last),
            )
        )
    if left := len(curves) - _MOST_CURVES:
        lines += [TEXTS.say("curves-rest", count=left)] if left > 0 else []
    return write([*lines, TEXTS.say("curves-next")])


def tell_sampled(result: LabResult) -> str:
    """The day of the sample, as its laboratory wrote it."""
    when = result.sampled
    return french_date(when.day, when.precision) if when else "?"


def _one_curve(curve: Curve) -> list[str]:
    points = [point.result for point in curve.points]
    expected = points[-1].expected
    told = tell_expected(points[-1]) if expected else ""
    lines = [TEXTS.say("curve-title", name=fact(curve.name), expected=told)]
    lines += [
        TEXTS.say("curve-value", date=tell_sampled(one), value=tell_value(one), mark=_mark(one))
        for one in reversed(points[-_MOST_VALUES:])
    ]
    if left := len(points) - _MOST_VALUES:
        lines += [TEXTS.say("curve-rest", count=left)] if left > 0 else []
    return lines


def _mark(result: LabResult) -> str:
    words = mark(result)
    return TEXTS.say("result-mark", words=words) if words else ""


def _line(line: Line, link_of: Link) -> str:
    document = line.document
    fresh = TEXTS.say("index-new") if line.is_new else ""
    date = french_date(document.day, document.moment.precision)
    if document.posted is not None:
        name, where = quote(document.description.title), link_of(document)
        shown = f'<a href="{where}">{name}</a>' if where else name
        facts = {"number": document.label, "date": date, "link": shown, "who": "", "fresh": fresh}
        return TEXTS.say("index-file", **facts)
    return TEXTS.say(
        "index-line",
        number=document.label,
        date=date,
        kind=tell_kind(document),
        who=TEXTS.say("index-who", who=tell_who(document)),
        state=_state(document),
        fresh=fresh,
    )


def _state(document: Document) -> str:
    if document.standing is Standing.CURRENT:
        return TEXTS.say("index-alert") if document.has_alert else ""
    return TEXTS.say(f"index-{document.standing.value}")


def _month(document: Document) -> str:
    if document.moment.precision is Precision.YEAR:
        return french_date(document.day, Precision.YEAR)
    return TEXTS.say(f"month-{document.day.month}", year=str(document.day.year))


def _is_meant(document: Document, sought: str) -> bool:
    """Whether every word sought begins one of its kind, its class, its title or its authors."""
    told = document.description
    class_ = find_entry(ValueSet.CLASS, told.class_code)
    known = [tell_kind(document), told.title, tell_who(document), class_.label if class_ else ""]
    known += [author.name for author in told.authors]
    words = fold(" ".join(known)).split()
    return all(any(word.startswith(part) for word in words) for part in _stems(sought))


def _stems(sought: str) -> Iterable[str]:
    return (part.rstrip("sx") or part for part in fold(sought).split())
