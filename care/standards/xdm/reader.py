"""Reading an IHE_XDM.ZIP: all its subsets, tolerant of names, strict on safety."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from care.standards.markup import MarkupRefused
from care.standards.xdm.archive import ArchiveFile, Bounds, read_archive
from care.standards.xdm.metadata import DeclaredDocument, Metadata, read_metadata
from care.standards.xdm.model import DocumentEntry, Submission, Xdm, XdmDocument
from care.standards.xdm.reason import XdmFault, XdmReason, XdmRefused

_METADATA = "metadata.xml"
_PRESENTATION = frozenset({"readme.txt", "readme", "index.htm", "index.html"})


def read_xdm(raw: bytes, bounds: Bounds | None = None) -> Xdm:
    """The documents of an archive. Raises XdmRefused; a wrong hash or name is only a fault.

    A clinical document that no metadata declares is read too, with a fault.
    """
    files = read_archive(raw, bounds)
    by_path = {one.path.casefold(): one for one in files}
    faults: set[XdmFault] = set()
    documents: list[XdmDocument] = []
    submissions: list[Submission] = []
    for description in (one for one in files if one.name.casefold() == _METADATA):
        metadata = _read(description, faults)
        submissions.extend(metadata.submissions)
        documents.extend(_find(one, description, by_path) for one in metadata.documents)
    taken = {id(one.file) for one in documents}
    left = [one for one in files if id(one) not in taken and not _is_presentation(one)]
    undeclared = list(_undeclared(left))
    if not documents and not undeclared:
        raise XdmRefused(XdmReason.NO_DOCUMENT)
    if not submissions and not documents and XdmFault.METADATA_UNREADABLE not in faults:
        faults.add(XdmFault.NO_METADATA)
    if len({_whom(one.entry) for one in documents} - {None}) > 1:
        faults.add(XdmFault.SEVERAL_PATIENTS)
    claimed = {id(one.file) for one in undeclared}
    return Xdm(
        (*documents, *undeclared),
        tuple(submissions),
        tuple(one for one in left if id(one) not in claimed),
        frozenset(faults.union(*(one.faults for one in (*documents, *undeclared)))),
    )


def _read(file: ArchiveFile, faults: set[XdmFault]) -> Metadata:
    try:
        return read_metadata(file.content)
    except MarkupRefused:
        faults.add(XdmFault.METADATA_UNREADABLE)
        return Metadata((), ())


def _find(
    declared: DeclaredDocument, description: ArchiveFile, by_path: dict[str, ArchiveFile]
) -> XdmDocument:
    """The file is beside its metadata; some write its path from the root instead."""
    uri = declared.uri.replace("\\", "/").removeprefix("./").casefold()
    folder = description.folder.casefold()
    beside = f"{folder}/{uri}" if folder else uri
    last = uri.rpartition("/")[2]
    tries = (beside, uri, f"{folder}/{last}" if folder else last)
    file = next((by_path[path] for path in tries if uri and path in by_path), None)
    if file is None:
        return XdmDocument(declared.entry, None, frozenset({XdmFault.FILE_MISSING}))
    return XdmDocument(declared.entry, file, frozenset(_compare(declared, file)))


def _compare(declared: DeclaredDocument, file: ArchiveFile) -> Iterator[XdmFault]:
    if not declared.hash:
        yield XdmFault.NO_HASH
    elif declared.hash not in _digests(file.content):
        yield XdmFault.HASH_WRONG
    if declared.size and declared.size != str(len(file.content)):
        yield XdmFault.SIZE_WRONG


def sha1_of(content: bytes) -> str:
    """The digest that ITI TF-3 prescribes: it finds accidents, and proves nothing."""
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


def _digests(content: bytes) -> Iterator[str]:
    """What may stand there: some write it in base64, or a newer digest; its case is lost."""
    sha1 = sha1_of(content)
    yield sha1
    yield base64.b64encode(bytes.fromhex(sha1)).decode().casefold()
    yield hashlib.sha256(content).hexdigest()


def _undeclared(files: list[ArchiveFile]) -> Iterator[XdmDocument]:
    for file in files:
        document = XdmDocument(DocumentEntry(), file, frozenset({XdmFault.FILE_UNDECLARED}))
        if document.is_cda:
            yield document


def _is_presentation(file: ArchiveFile) -> bool:
    name = file.name.casefold()
    return name == _METADATA or (name in _PRESENTATION and "/" not in file.path)


def _whom(entry: DocumentEntry) -> tuple[str, str] | None:
    return None if entry.patient is None else (entry.patient.number, entry.patient.authority)
