"""Results of laboratories (CR-BIO N3, and every document that has such entries).

An unknown template never hides a result: a chapter is a section that holds laboratory entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from care.standards.cda.elements import (
    attribute,
    child,
    children,
    descendants,
    has_template,
    local_name,
    plain_text,
)
from care.standards.cda.model import Chapter, Result, SubChapter
from care.standards.cda.reason import CdaFault
from care.standards.cda.references import References
from care.standards.cda.result import read_result
from care.standards.cda.values import Code, read_code

_CHAPTERS = ("1.2.250.1.213.1.1.2.70", "1.3.6.1.4.1.19376.1.3.3.2.1")
_ENTRIES = ("1.2.250.1.213.1.1.3.21", "1.3.6.1.4.1.19376.1.3.1")
_COMMENT = "48767-8"
_MICROBE = "MIC"
#: Asked, planned, proposed, or a goal: never what was found.
_NOT_DONE = frozenset({"RQO", "INT", "PRMS", "PRP", "ARQ", "APT", "GOL"})
_ATTACHED = frozenset({"55107-7", "69764-9"})  # files beside the results, and what they are called
_DEEPEST = 20
_MOST_RESULTS = 5_000


@dataclass(slots=True)
class _Reading:
    references: References
    faults: set[CdaFault]
    left: int = _MOST_RESULTS


def read_laboratory(
    body: etree._Element, references: References, faults: set[CdaFault], *, is_report: bool
) -> tuple[Chapter, ...]:
    """The chapters in order. In a laboratory report, any observation is taken as a result."""
    reading = _Reading(references, faults)
    chapters = []
    for section in _outermost_chapters(body, is_report=is_report):
        groups = tuple(group for group in _groups(section, reading) if group.results)
        if groups:
            chapters.append(
                Chapter(_title(section, references), _code(section, references), groups)
            )
    return tuple(chapters)


def _is_chapter(section: etree._Element, *, is_report: bool) -> bool:
    if has_template(section, *_CHAPTERS):
        return True
    holders = (*children(section, "entry"), *children(section, "entry", "act"))
    if any(has_template(one, *_ENTRIES) for one in holders):
        return True
    return is_report and any(True for entry in children(section, "entry") for _ in _tests(entry))


def _outermost_chapters(body: etree._Element, *, is_report: bool) -> Iterator[etree._Element]:
    walk = etree.iterwalk(body, events=("start",))
    for _event, element in walk:
        if local_name(element) == "section" and _is_chapter(element, is_report=is_report):
            yield element
            walk.skip_subtree()


def _groups(section: etree._Element, reading: _Reading) -> Iterator[SubChapter]:
    """The sub-chapters; a chapter may also hold entries itself."""
    for one in (section, *descendants(section, "section")):
        results: list[Result] = []
        comments: list[str] = []
        for entry in children(one, "entry"):
            for holder in entry:
                results.extend(_results(holder, (), reading, 0))
                comments.extend(_comments(holder, reading.references))
        title, code = _title(one, reading.references), _code(one, reading.references)
        yield SubChapter(title, code, tuple(results), tuple(comments))


def _results(
    holder: etree._Element, path: tuple[str, ...], reading: _Reading, depth: int
) -> Iterator[Result]:
    if depth > _DEEPEST:
        reading.faults.add(CdaFault.TOO_DEEPLY_NESTED)
        return
    name = local_name(holder)
    if attribute(child(holder, "code"), "code") in _ATTACHED:
        return
    if attribute(holder, "moodCode") in _NOT_DONE:
        return
    if name == "observation":
        if reading.left > 0:
            reading.left -= 1
            yield read_result(holder, path, reading.references)
    elif name in {"act", "organizer", "procedure"}:
        if name == "organizer":
            path = (*path, *_group_names(holder, reading.references))
        for link in (*children(holder, "entryRelationship"), *children(holder, "component")):
            for one in link:
                yield from _results(one, path, reading, depth + 1)


def _comments(holder: etree._Element, references: References) -> Iterator[str]:
    """What is said of the whole group: comments right below the entry's act or organizers."""
    for link in (*children(holder, "entryRelationship"), *children(holder, "component")):
        for act in children(link, "act"):
            if attribute(child(act, "code"), "code") == _COMMENT:
                yield from filter(None, [references.text(child(act, "text"))])
        for organizer in children(link, "organizer"):
            yield from _organizer_comments(organizer, references)


def _organizer_comments(organizer: etree._Element, references: References) -> Iterator[str]:
    for act in children(organizer, "component", "act"):
        if attribute(child(act, "code"), "code") == _COMMENT:
            yield from filter(None, [references.text(child(act, "text"))])


def _group_names(organizer: etree._Element, references: References) -> tuple[str, ...]:
    """A battery's name, or what was sampled; of an isolate, always its germ too."""
    code = read_code(child(organizer, "code"), references)
    entity = child(organizer, "specimen", "specimenRole", "specimenPlayingEntity")
    sampled = read_code(child(entity, "code"), references)
    name = code.label if code else ""
    specimen = (sampled.label if sampled else "") or plain_text(child(entity, "name"))
    if name and attribute(entity, "classCode") != _MICROBE:
        return (name,)
    return tuple(dict.fromkeys(filter(None, (name, specimen))))


def _tests(entry: etree._Element) -> Iterator[etree._Element]:
    return (
        one
        for one in descendants(entry, "observation")
        if child(one, "value") is not None
        and attribute(child(one, "code"), "code") not in _ATTACHED
    )


def _title(section: etree._Element, references: References) -> str:
    code = _code(section, references)
    return plain_text(child(section, "title")) or (code.label if code else "")


def _code(section: etree._Element, references: References) -> Code | None:
    return read_code(child(section, "code"), references)
