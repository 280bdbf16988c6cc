"""From the bytes of a mail to what is in it: words, documents, whom they are about.

Raises Refusal for what must not be opened: the bridge then keeps it in quarantine with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from care.documents.model import Caution, Given
from care.letters.model import Claim
from care.letters.routing import Papers
from care.runtime.errors import Refusal
from care.standards.cda.model import CdaDocument
from care.standards.cda.reader import read_cda
from care.standards.cda.reason import CdaFault, CdaRefused
from care.standards.cda.recognition import looks_like_cda
from care.standards.rfc5322.filenames import make_safe_name
from care.standards.rfc5322.model import Attachment, AttachmentKind, Mail
from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.reason import MailRefused
from care.standards.xdm.archive import ArchiveFile
from care.standards.xdm.model import Xdm, XdmDocument
from care.standards.xdm.reader import read_xdm
from care.standards.xdm.reason import XdmFault, XdmReason, XdmRefused

_HOSTILE = frozenset(
    {
        XdmReason.UNSAFE_NAME,
        XdmReason.NAME_TWICE,
        XdmReason.OVERLAPPING,
        XdmReason.BOMB,
        XdmReason.TOO_BIG,
        XdmReason.TOO_MANY_ENTRIES,
    }
)
_CAUTIONS = {
    XdmFault.HASH_WRONG: Caution.HASH_WRONG,
    XdmFault.SIZE_WRONG: Caution.SIZE_WRONG,
}
_SEVERAL = frozenset({CdaFault.SEVERAL_PATIENTS, CdaFault.SEVERAL_INS})
_IN_PART = frozenset(
    {
        CdaFault.MEDIA_UNREADABLE,
        CdaFault.MEDIA_ELSEWHERE,
        CdaFault.TOO_DEEPLY_NESTED,
        CdaFault.ENTRIES_IN_PART,
    }
)
_XDM_NAME = "ihe_xdm"
_PDF = b"%PDF-"
# Below this, a picture inside a text is a logo.
_SMALLEST_PICTURE = 10_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A document of a letter: as it is to be filed, and whom it says it is about."""

    given: Given
    papers: Papers


@dataclass(frozen=True, slots=True)
class Reading:
    """What is in a mail. `others` are its files that are no document, nor the copy of one."""

    mail: Mail
    pieces: tuple[Piece, ...] = ()
    others: tuple[Attachment, ...] = field(default=(), repr=False)
    is_announced: bool = False

    @property
    def is_about_a_patient(self) -> bool:
        """Whether it holds documents, or says that it does."""
        return bool(self.pieces) or self.is_announced

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Everything that is said of the patient, what documents say themselves first."""
        papers = [piece.papers for piece in self.pieces]
        both = [one.document for one in papers] + [one.metadata for one in papers]
        return tuple(claim for claim in both if claim is not None)


def read_letter(source: bytes) -> Reading:
    """What is in `source`. Raises Refusal for what must not be opened."""
    mail = open_mail(source)
    is_announced = _is_announced(mail)
    pieces: list[Piece] = []
    left: list[Attachment] = []
    for one in mail.attachments:
        found, loose = _open(one, is_announced)
        pieces += found
        left += loose
    paired, others = _pair(pieces, left)
    if not paired and is_announced:
        paired, others = _bare(others)
    return Reading(mail, tuple(paired), tuple(_worth_showing(others)), is_announced)


def open_mail(source: bytes) -> Mail:
    """The mail itself. Raises Refusal."""
    try:
        return parse_mail(source)
    except MailRefused as refused:
        raise Refusal(f"letter-mail-{_key(refused.reason)}") from None


def _is_announced(mail: Mail) -> bool:
    """Whether its sender says that it carries a document about a patient."""
    told = mail.subject.is_document and not (mail.subject.is_reply or mail.subject.is_refusal)
    has_files = any(one.kind is AttachmentKind.FILE for one in mail.attachments)
    return has_files and (told or bool(mail.mss.document_codes))


def _open(file: Attachment, is_announced: bool) -> tuple[list[Piece], list[Attachment]]:
    """The documents in a file, and what else people are to see of it."""
    if file.is_archive:
        is_ours = is_announced or file.name.casefold().startswith(_XDM_NAME)
        xdm = _open_archive(file.content, is_ours)
        return ([], [file]) if xdm is None else _pieces(xdm, file.number)
    if file.kind is AttachmentKind.FILE and looks_like_cda(file.content):
        read = _read_cda(file.content)
        given = Given(cda=file.content, read=read, name=file.name)
        return [Piece(given, _papers(None, read))], []
    return [], [file]


def _open_archive(content: bytes, is_ours: bool) -> Xdm | None:
    """The archive; None for a ZIP that is somebody's holiday pictures."""
    try:
        xdm = read_xdm(content)
    except XdmRefused as refused:
        if is_ours or refused.reason in _HOSTILE:
            raise Refusal(f"letter-archive-{_key(refused.reason)}") from None
        return None
    if XdmFault.METADATA_UNREADABLE in xdm.faults:
        raise Refusal("letter-metadata-unreadable")
    return xdm


def _pieces(xdm: Xdm, number: int) -> tuple[list[Piece], list[Attachment]]:
    found = [_piece(one) for one in xdm.documents]
    if XdmFault.SEVERAL_PATIENTS in xdm.faults:
        found = [replace(one, papers=replace(one.papers, names_several=True)) for one in found]
    taken = {one.given.cda or one.given.pdf for one in found}
    declared = [one.file for one in xdm.documents if one.file is not None]
    copies = [one for one in xdm.others if one.content.startswith(_PDF)]
    return found, [
        Attachment(number, make_safe_name(one.name, _type(one), number), _type(one), one.content)
        for one in (*declared, *copies)
        if one.content not in taken
    ]


def _type(file: ArchiveFile) -> str:
    return "application/pdf" if file.content.startswith(_PDF) else "application/octet-stream"


def _piece(document: XdmDocument) -> Piece:
    entry = None if XdmFault.FILE_UNDECLARED in document.faults else document.entry
    metadata = None if entry is None else Claim(entry.traits or Claim().traits, entry.ins)
    cautions = {_CAUTIONS[one] for one in document.faults if one in _CAUTIONS}
    if document.file is None:
        given = Given(entry=entry, cautions=frozenset({Caution.FILE_UNREADABLE}))
        return Piece(given, Papers(metadata, None, is_whole=False))
    content, name = document.file.content, document.file.name
    if not document.is_cda:
        pdf = content if content.startswith(_PDF) else b""
        cautions |= set() if pdf else {Caution.FILE_UNREADABLE}
        given = Given(pdf=pdf, entry=entry, name=name, cautions=frozenset(cautions))
        return Piece(given, Papers(metadata, None, is_whole=False))
    read = _read_cda(content)
    if read.faults & _IN_PART:
        cautions.add(Caution.READ_IN_PART)
    given = Given(content, read, b"", entry, name, cautions=frozenset(cautions))
    return Piece(given, _papers(metadata, read))


def _papers(metadata: Claim | None, read: CdaDocument) -> Papers:
    patient = read.header.patient
    return Papers(
        metadata,
        None if patient is None else Claim(patient.traits, patient.number),
        has_author=bool(read.header.authors),
        names_several=bool(read.faults & _SEVERAL),
    )


def _read_cda(content: bytes) -> CdaDocument:
    try:
        return read_cda(content)
    except CdaRefused as refused:
        raise Refusal(f"letter-document-{_key(refused.reason)}") from None


def _pair(
    pieces: Sequence[Piece], files: Sequence[Attachment]
) -> tuple[list[Piece], list[Attachment]]:
    """The PDF beside a document is the same document (DD.15): never paired when in doubt."""
    inside = {one.given.read.shown.content for one in pieces
              if one.given.read is not None and one.given.read.shown is not None}  # fmt: skip
    left = [one for one in files if one.content not in inside]
    pdfs = [one for one in left if _is_pdf(one)]
    if len(pieces) == len(pdfs) == 1 and not pieces[0].given.pdf:
        given = replace(pieces[0].given, pdf=pdfs[0].content)
        named = replace(given, name=given.name if given.read is None else pdfs[0].name)
        left.remove(pdfs[0])
        return [replace(pieces[0], given=named)], left
    return list(pieces), left


def _bare(files: Sequence[Attachment]) -> tuple[list[Piece], list[Attachment]]:
    """PDFs that came without the document that was announced: a person may file them."""
    pieces = [
        Piece(Given(pdf=one.content, name=one.name), Papers(None, None, is_whole=False))
        for one in files
        if _is_pdf(one)
    ]
    return pieces, [one for one in files if not _is_pdf(one)]


def _is_pdf(file: Attachment) -> bool:
    return file.kind is AttachmentKind.FILE and file.content.startswith(_PDF)


def _worth_showing(files: Iterable[Attachment]) -> Iterable[Attachment]:
    for one in files:
        is_logo = one.kind is AttachmentKind.INLINE and len(one.content) < _SMALLEST_PICTURE
        if not is_logo and one.kind not in {AttachmentKind.SIGNATURE, AttachmentKind.REPORT}:
            yield one


def _key(reason: str) -> str:
    return reason.replace("_", "-")
