"""What a document says of itself: its structured file, its entry in an archive, or its name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from care.documents.model import Author, Caution, Description, Given, LabResult
from care.documents.rules import normal_id
from care.runtime.texts import Texts, cut
from care.standards.cda.model import (
    BodyKind,
    CdaDocument,
    Chapter,
    Header,
    Participant,
    ReferenceRange,
    Result,
)
from care.standards.cda.reason import CdaFault
from care.standards.cda.values import Value, ValueKind
from care.standards.hl7.timestamps import Timestamp
from care.standards.terminology.document_types import find_document_type
from care.standards.xdm.model import DocumentEntry, XdmAuthor

_PROFESSIONALS = "1.2.250.1.71.4.2.1"
_RPPS = ("8", 12)
_IN_PART = frozenset(
    {
        CdaFault.CHARSET_WRONG,
        CdaFault.MEDIA_UNREADABLE,
        CdaFault.MEDIA_ELSEWHERE,
        CdaFault.TOO_DEEPLY_NESTED,
        CdaFault.ENTRIES_IN_PART,
    }
)
_TEXTS = Texts(Path(__file__).with_name("fr.ftl"))
_YES_NO = {"true": "value-yes", "false": "value-no"}
_MONTH = re.compile(r"(\d{4})-(\d{2})(-\d{2})?")
_MOST_AUTHORS = 10
_LONGEST = 300
#: Conclusions of several pages are written as values: the card tells their beginning, the document
#: all of them.
_LONGEST_VALUE, _LONGEST_UNIT, _LONGEST_RANGE = 300, 60, 200
_LONGEST_STEP, _MOST_STEPS = 80, 6


def describe(given: Given, shown: bytes, cautions: Iterable[Caution] = ()) -> Description:
    """Everything that will be told of a document; `shown` is the PDF by which it is read."""
    read, entry = given.read, given.entry
    told = Description(ids=()) if read is None else _of_document(read)
    listed = Description(ids=()) if entry is None else _of_entry(entry)
    code = told.type_code or listed.type_code
    known = find_document_type(code)
    digest = hashlib.sha256(given.pdf or shown or given.cda).hexdigest()
    ids = (*told.ids, *listed.ids)
    return Description(
        ids=tuple(dict.fromkeys(ids)) or (f"sha256:{digest}",),
        set_id=told.set_id,
        version=told.version,
        replaces=told.replaces,
        orders=told.orders,
        type_code=code,
        type_label=known.label if known else (told.type_label or listed.type_label)[:_LONGEST],
        class_code=(known.class_code if known else "") or listed.class_code,
        title=(told.title or listed.title)[:_LONGEST],
        written=told.written or listed.written,
        acted=told.acted or listed.acted,
        authors=told.authors or listed.authors,
        custodian=told.custodian,
        confidentiality=told.confidentiality | listed.confidentiality,
        is_structured=told.is_structured,
        file_name=given.name[:_LONGEST],
        digest=digest,
        content=told.content or digest,
        cautions=given.cautions | told.cautions | frozenset(cautions),
    )


def list_results(read: CdaDocument) -> tuple[LabResult, ...]:
    """Every examination of a report, in its order."""
    return tuple(_results(read.laboratory))


def _of_document(read: CdaDocument) -> Description:
    header = read.header
    return Description(
        ids=(normal_id(str(header.id)),) if header.id else (),
        set_id=normal_id(str(header.set_id)) if header.set_id else "",
        version=header.version,
        replaces=tuple(normal_id(str(one)) for one in header.replaces),
        orders=tuple(normal_id(str(one)) for one in header.orders),
        type_code=header.code.code if header.code else "",
        type_label=header.type_label[:_LONGEST],
        title=header.title,
        written=header.written,
        acted=_acted(header),
        authors=tuple(_authors(header))[:_MOST_AUTHORS],
        custodian=header.custodian.name[:_LONGEST] if header.custodian else "",
        confidentiality=frozenset(one.code for one in header.confidentiality if one.code),
        is_structured=read.body is BodyKind.SECTIONS,
        content=_content(read),
        cautions=frozenset({Caution.READ_IN_PART}) if read.faults & _IN_PART else frozenset(),
    )


def _acted(header: Header) -> Timestamp | None:
    """When it was done: the end of a stay, the beginning of what goes on after the document."""
    for one in header.services:
        start, end = one.period.start, one.period.end
        if end and header.written and end.day <= header.written.day:
            return end
        if start or end:
            return start or end
    return None


def _content(read: CdaDocument) -> str:
    """A digest of what its sections tell; empty for a file, which is its own content."""
    if read.body is not BodyKind.SECTIONS:
        return ""
    told = hashlib.sha256()
    waiting = list(read.sections)
    while waiting:
        one = waiting.pop()
        told.update(f"{one.title}\0{one.narrative.text}\0".encode())
        waiting += one.sections
    for result in list_results(read):
        told.update(f"{result.name}\0{result.value}\0{result.unit}\0".encode())
    return told.hexdigest()


def _authors(header: Header) -> Iterator[Author]:
    """Who wrote it; whoever answers for it, told as such, when no person did."""
    answers = header.legal_authenticator
    is_signed = any(str(one.name) for one in header.authors)
    if not is_signed and answers is not None and str(answers.name):
        for one in _people([answers]):
            yield replace(one, name=_TEXTS.say("author-answering", name=one.name)[:_LONGEST])
        return
    yield from _people(header.authors)


def _people(authors: Iterable[Participant]) -> Iterator[Author]:
    """The people; the software that wrote it only when nobody signed."""
    everybody = tuple(authors)
    people = [one for one in everybody if str(one.name)]
    for one in people or everybody:
        name = str(one.name) or one.device or (one.organization.name if one.organization else "")
        if name:
            yield Author(
                name[:_LONGEST],
                (one.role.label if one.role else "")[:_LONGEST],
                (one.organization.name if one.organization else "")[:_LONGEST],
                _rpps(one),
            )


def _rpps(participant: Participant) -> str:
    prefix, length = _RPPS
    numbers = (one.extension for one in participant.ids if one.root == _PROFESSIONALS)
    found = (one for one in numbers if one.isdigit() and one.startswith(prefix))
    return next((one[1:] for one in found if len(one) == length), "")


def _of_entry(entry: DocumentEntry) -> Description:
    return Description(
        ids=(normal_id(entry.unique_id),) if entry.unique_id else (),
        type_code=entry.type.code if entry.type else "",
        type_label=entry.type.label if entry.type else "",
        class_code=entry.class_.code if entry.class_ else "",
        title=entry.title,
        written=entry.created,
        acted=entry.service_start,
        authors=tuple(_listed(entry.authors))[:_MOST_AUTHORS],
        confidentiality=frozenset(one.code for one in entry.confidentiality if one.code),
    )


def _listed(authors: Iterable[XdmAuthor]) -> Iterator[Author]:
    for one in authors:
        name = " ".join(filter(None, (one.person.given, one.person.family)))
        organization = next((place.name for place in one.structures), "")
        if name or organization:
            number = one.person.number
            rpps = number[1:] if number.isdigit() and len(number) == _RPPS[1] else ""
            yield Author(
                (name or organization)[:_LONGEST],
                one.specialty[:_LONGEST],
                organization[:_LONGEST] if name else "",
                rpps,
            )


def _results(chapters: Iterable[Chapter]) -> Iterator[LabResult]:
    for chapter in chapters:
        for group in chapter.groups:
            for one in group.results:
                title = "" if group.title == chapter.title else group.title
                yield _result(one, chapter.title, title)
                for before in one.previous:
                    if before.sampled:
                        yield _previous(one, before.value.text, before.value.unit,
                                        _decimal(before.value.number), before.sampled)  # fmt: skip


def _result(one: Result, chapter: str, group: str) -> LabResult:
    ranges = tuple(dict.fromkeys(it.value for it in one.ranges))
    expected = ranges[0] if len(ranges) == 1 else None
    name = one.name or (one.code.code if one.code else "")
    return LabResult(
        name=name[:_LONGEST] or _TEXTS.say("examination-unnamed"),
        value=cut(_tell(one.value), _LONGEST_VALUE),
        unit=one.value.unit[:_LONGEST_UNIT],
        number=_decimal(one.value.number),
        low=expected.low if expected else "",
        high=expected.high if expected else "",
        expected=cut(str(expected) if expected else _tell_ranges(one.ranges), _LONGEST_RANGE),
        interpretations=one.interpretations,
        sampled=one.sampled,
        code=one.code.code if one.code else "",
        system=one.code.system if one.code else "",
        chapter=chapter[:_LONGEST],
        group=group[:_LONGEST],
        path=tuple(cut(name, _LONGEST_STEP) for name in one.path[:_MOST_STEPS]),
        comments=one.comments,
        status=one.status,
    )


def _tell_ranges(ranges: Iterable[ReferenceRange]) -> str:
    """Several ranges, by sex or by age: each with whom it is for, or none at all."""
    told = [f"{it.label} : {it.value}" if it.label else "" for it in ranges]
    return " ; ".join(told) if all(told) else ""


def _tell(value: Value) -> str:
    """A value as people read it; numbers stay as written."""
    if value.kind is ValueKind.YES_NO and value.text in _YES_NO:
        return _TEXTS.say(_YES_NO[value.text])
    if value.kind is ValueKind.MOMENT:
        return _MONTH.sub(lambda it: "/".join(reversed(it[0].split("-"))), value.text)
    return value.text


def _previous(one: Result, value: str, unit: str, number: str, sampled: Timestamp) -> LabResult:
    """What the same examination gave before, as this report tells it: for the curve only."""
    return LabResult(
        name=one.name[:_LONGEST],
        value=cut(value, _LONGEST_VALUE),
        unit=unit[:_LONGEST_UNIT],
        number=number,
        sampled=sampled,
        code=one.code.code if one.code else "",
        system=one.code.system if one.code else "",
        is_antecedent=True,
    )


def _decimal(number: object) -> str:
    return "" if number is None else str(number)
