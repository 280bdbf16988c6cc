"""Writing a METADATA.XML: what `metadata.read_metadata` reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from care.standards.hl7.fields import render_cx, render_xcn
from care.standards.hl7.pid import write_pid_lines
from care.standards.hl7.timestamps import Timestamp, render_utc_timestamp
from care.standards.markup_writing import render
from care.standards.xdm.metadata import DeclaredDocument
from care.standards.xdm.model import Coded, DocumentEntry, Submission
from care.standards.xdm.registry_writing import (
    attribute_to,
    classify,
    identify,
    label,
    make_lcm,
    make_rim,
    slots,
)
from care.standards.xdm.schemes import (
    APPROVED,
    ASSOCIATION,
    CLASSIFICATION,
    HAS_MEMBER,
    PACKAGE,
    REPLACES,
    STABLE_DOCUMENT,
    SUBMISSION_NODE,
    DocumentScheme,
    SubmissionScheme,
)

_SUBMISSION_ID = "SubmissionSet01"


def write_metadata(submission: Submission, documents: Sequence[DeclaredDocument]) -> bytes:
    """A METADATA.XML for one submission and its documents."""
    objects = [
        *(_document(one) for one in documents),
        _package(submission),
        make_rim(
            "Classification",
            id=f"{_SUBMISSION_ID}-node",
            classifiedObject=_SUBMISSION_ID,
            classificationNode=SUBMISSION_NODE,
            objectType=CLASSIFICATION,
        ),
        *_associations(documents),
    ]
    root = make_lcm("SubmitObjectsRequest", make_rim("RegistryObjectList", *objects))
    return render(root)


def _document(declared: DeclaredDocument) -> etree._Element:
    entry = declared.entry
    return make_rim(
        "ExtrinsicObject",
        *slots(_slots(declared)),
        label("Name", entry.title),
        label("Description", ""),
        *_classifications(entry),
        *_identifiers(entry),
        id=entry.entry_id,
        mimeType=entry.mime_type,
        objectType=STABLE_DOCUMENT,
        status=APPROVED,
    )


def _slots(declared: DeclaredDocument) -> Iterator[tuple[str, list[str]]]:
    entry = declared.entry
    yield "creationTime", _moment(entry.created)
    yield "hash", [declared.hash]
    yield "languageCode", [entry.language]
    if entry.legal_authenticator:
        yield "legalAuthenticator", [render_xcn(entry.legal_authenticator)]
    yield "serviceStartTime", _moment(entry.service_start)
    yield "serviceStopTime", _moment(entry.service_stop)
    yield "size", [declared.size]
    if entry.source_patient:
        yield "sourcePatientId", [render_cx(entry.source_patient)]
    if entry.traits:
        yield "sourcePatientInfo", list(write_pid_lines(entry.traits))
    yield "URI", [declared.uri]


def _classifications(entry: DocumentEntry) -> Iterator[etree._Element]:
    coded: list[tuple[str, Coded | None]] = [
        (DocumentScheme.CLASS, entry.class_),
        *((DocumentScheme.CONFIDENTIALITY, one) for one in entry.confidentiality),
        *((DocumentScheme.EVENT, one) for one in entry.events),
        (DocumentScheme.FORMAT, entry.format),
        (DocumentScheme.FACILITY, entry.facility),
        (DocumentScheme.SETTING, entry.setting),
        (DocumentScheme.TYPE, entry.type),
    ]
    for number, author in enumerate(entry.authors, start=1):
        yield attribute_to(entry.entry_id, number, DocumentScheme.AUTHOR, author)
    for number, (scheme, code) in enumerate(coded, start=1 + len(entry.authors)):
        if code is not None:
            yield classify(entry.entry_id, number, scheme, code)


def _identifiers(entry: DocumentEntry) -> Iterator[etree._Element]:
    if entry.patient:
        value, name = render_cx(entry.patient), "XDSDocumentEntry.patientId"
        yield identify(entry.entry_id, 1, DocumentScheme.PATIENT, name, value)
    name = "XDSDocumentEntry.uniqueId"
    yield identify(entry.entry_id, 2, DocumentScheme.UNIQUE_ID, name, entry.unique_id)


def _package(submission: Submission) -> etree._Element:
    numbers = [
        (
            SubmissionScheme.PATIENT,
            "patientId",
            submission.patient and render_cx(submission.patient),
        ),
        (SubmissionScheme.SOURCE_ID, "sourceId", submission.source_id),
        (SubmissionScheme.UNIQUE_ID, "uniqueId", submission.unique_id),
    ]
    classes = []
    if submission.author:
        classes.append(attribute_to(_SUBMISSION_ID, 1, SubmissionScheme.AUTHOR, submission.author))
    if submission.content_type:
        scheme = SubmissionScheme.CONTENT_TYPE
        classes.append(classify(_SUBMISSION_ID, 2, scheme, submission.content_type))
    return make_rim(
        "RegistryPackage",
        *slots([("submissionTime", _moment(submission.sent))]),
        label("Name", submission.title),
        label("Description", submission.comments),
        *classes,
        *(
            identify(_SUBMISSION_ID, number, scheme, f"XDSSubmissionSet.{name}", value)
            for number, (scheme, name, value) in enumerate(numbers, start=1)
            if value
        ),
        id=_SUBMISSION_ID,
        objectType=PACKAGE,
        status=APPROVED,
    )


def _associations(documents: Sequence[DeclaredDocument]) -> Iterator[etree._Element]:
    number = 0
    for one in documents:
        member = [("SubmissionSetStatus", ["Original"])]
        links = [(HAS_MEMBER, _SUBMISSION_ID, one.entry.entry_id, member)]
        links += [(REPLACES, one.entry.entry_id, old, []) for old in one.entry.replaces]
        for kind, source, target, told in links:
            number += 1
            yield make_rim(
                "Association",
                *slots(told),
                id=f"Association{number:02d}",
                associationType=kind,
                sourceObject=source,
                targetObject=target,
                objectType=ASSOCIATION,
            )


def _moment(moment: Timestamp | None) -> list[str]:
    return [render_utc_timestamp(moment)] if moment else []
