"""Reading a METADATA.XML (ebRIM 3.0): document entries, their files, the submission."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from care.standards.hl7.fields import NumberedId, parse_cx, parse_xcn
from care.standards.hl7.pid import read_pid_lines
from care.standards.hl7.timestamps import parse_utc_timestamp
from care.standards.markup import parse_markup
from care.standards.xdm.model import DocumentEntry, Submission
from care.standards.xdm.registry_object import RegistryObject, attribute, local_name
from care.standards.xdm.schemes import DocumentScheme, SubmissionScheme

_LARGEST = 5_000_000
_MOST = 500


@dataclass(frozen=True, slots=True)
class DeclaredDocument:
    """An entry, and what it says of its file: where, how long, with which SHA-1."""

    entry: DocumentEntry
    uri: str
    size: str
    hash: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """A whole METADATA.XML."""

    documents: tuple[DeclaredDocument, ...]
    submissions: tuple[Submission, ...]


def read_metadata(raw: bytes) -> Metadata:
    """What a METADATA.XML declares. Raises MarkupRefused."""
    root = parse_markup(raw, _LARGEST).root
    replaced: dict[str, list[str]] = {}
    for one in _named(root, "Association"):
        if attribute(one, "associationType").rpartition(":")[2] == "RPLC":
            replaced.setdefault(attribute(one, "sourceObject"), []).append(
                attribute(one, "targetObject")
            )
    documents = [RegistryObject(one) for one in _named(root, "ExtrinsicObject")]
    packages = [RegistryObject(one) for one in _named(root, "RegistryPackage")]
    return Metadata(
        tuple(_declared(one, tuple(replaced.get(one.id, ()))) for one in documents),
        tuple(_submission(one) for one in packages if _is_submission(one)),
    )


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    found = 0
    for element in root.iter():
        if local_name(element) == name and found < _MOST:
            found += 1
            yield element


def _declared(one: RegistryObject, replaces: tuple[str, ...]) -> DeclaredDocument:
    scheme = DocumentScheme
    entry = DocumentEntry(
        entry_id=one.id,
        unique_id=one.identifier(scheme.UNIQUE_ID),
        title=one.name,
        mime_type=attribute(one.element, "mimeType"),
        type=one.code(scheme.TYPE),
        class_=one.code(scheme.CLASS),
        format=one.code(scheme.FORMAT),
        confidentiality=one.codes(scheme.CONFIDENTIALITY),
        events=one.codes(scheme.EVENT),
        facility=one.code(scheme.FACILITY),
        setting=one.code(scheme.SETTING),
        patient=_number(one.identifier(scheme.PATIENT)),
        source_patient=_number(one.first("sourcePatientId")),
        traits=read_pid_lines(lines) if (lines := one.slot("sourcePatientInfo")) else None,
        authors=one.authors(scheme.AUTHOR),
        legal_authenticator=parse_xcn(who) if (who := one.first("legalAuthenticator")) else None,
        created=parse_utc_timestamp(one.first("creationTime")),
        service_start=parse_utc_timestamp(one.first("serviceStartTime")),
        service_stop=parse_utc_timestamp(one.first("serviceStopTime")),
        language=one.first("languageCode"),
        replaces=replaces,
    )
    return DeclaredDocument(entry, _uri(one), one.first("size"), one.first("hash").casefold())


def _submission(one: RegistryObject) -> Submission:
    scheme = SubmissionScheme
    return Submission(
        unique_id=one.identifier(scheme.UNIQUE_ID),
        source_id=one.identifier(scheme.SOURCE_ID),
        title=one.name,
        patient=_number(one.identifier(scheme.PATIENT)),
        author=next(iter(one.authors(scheme.AUTHOR)), None),
        content_type=one.code(scheme.CONTENT_TYPE),
        sent=parse_utc_timestamp(one.first("submissionTime")),
        comments=_description(one),
    )


def _is_submission(one: RegistryObject) -> bool:
    """A folder is a package too; it has no source."""
    return bool(one.identifier(SubmissionScheme.SOURCE_ID) or one.first("submissionTime"))


def _description(one: RegistryObject) -> str:
    for element in one.element:
        if local_name(element) == "Description":
            return next((attribute(text, "value") for text in element), "")
    return ""


def _number(text: str) -> NumberedId | None:
    return parse_cx(text) if text else None


def _uri(one: RegistryObject) -> str:
    """Long addresses are cut into numbered values (`1|…`, `2|…`)."""
    values = sorted(one.slot("URI"), key=lambda value: value.partition("|")[0].zfill(4))
    if len(values) == 1:
        number, bar, rest = values[0].partition("|")
        return rest if bar and number.isdigit() else values[0]
    return "".join(value.partition("|")[2] for value in values)
