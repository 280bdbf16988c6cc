"""One letter to read: its words, its files; of what is in quarantine, what is safe to see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from care.documents.receiving import is_pdf
from care.letters.looking import Glimpse, LookedInto, look_into
from care.letters.model import Letter, LetterState
from care.letters.reading import Piece, Reading
from care.letters.waking import topic_of
from care.mail.mailboxes import MailboxSeat
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from care.standards.rfc5322.filenames import make_safe_name
from care.standards.rfc5322.model import AttachmentKind
from care.standards.rfc5322.reason import MailFlaw
from widgets.engine.fetching import SHOWN
from widgets.engine.page import Attached
from widgets.triage.listing import show_decided, show_waiting
from widgets.triage.views import HeaderView, LetterFileView, LetterView
from widgets.triage.words import TEXTS, show_sender, subject_of

_PDF, _ANY = "application/pdf", "application/octet-stream"
_WAITS = frozenset({LetterState.TO_TRIAGE, LetterState.QUARANTINED})
_DAMAGED = frozenset(
    {MailFlaw.ENCODING_WRONG, MailFlaw.CHARSET_WRONG, MailFlaw.BODY_CUT, MailFlaw.TOO_MANY_FILES}
)
_KILOBYTE = 1_000


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file of a letter, documents first."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    is_document: bool = False

    @property
    def kind(self) -> Literal["pdf", "picture", "other"]:
        """Which viewer opens it: by its bytes, whatever it calls itself."""
        if self.media_type == _PDF:
            return "pdf" if is_pdf(self.content) else "other"
        return "picture" if self.media_type in SHOWN else "other"


def show_letter(work: UnitOfWork, seat: MailboxSeat, letter: Letter, user_id: str) -> LetterView:
    """All that is to be seen of a letter."""
    opened, sheet = look_into(work, letter), letter.sheet
    waits = letter.state in _WAITS
    glimpse = opened.glimpse
    return LetterView(
        topics=[topic_of(work.keys, seat.account)],
        number=letter.number,
        mailbox=seat.name,
        subject=subject_of(letter),
        sender=show_sender(sheet.sender),
        received_at=letter.received_at,
        text=glimpse.text if glimpse else sheet.text,
        quoted=sheet.quoted,
        signature=sheet.signature,
        cautions=list(_cautions(letter, opened)),
        headers=_headers(glimpse) if glimpse else [],
        files=[
            LetterFileView(
                rank=rank,
                name=one.name,
                size=_size(len(one.content)),
                kind=one.kind,
                document=one.is_document,
            )
            for rank, one in enumerate(files_of(opened.reading), start=1)
        ],
        waiting=show_waiting(work, letter) if waits else None,
        decided=show_decided(work, letter, user_id) if not waits and letter.decided_by else None,
    )


def open_file(work: UnitOfWork, letter: Letter, rank: int) -> Attached:
    """The file of this rank. Raises Refusal; nothing in quarantine is opened."""
    files = files_of(look_into(work, letter).reading)
    if not 1 <= rank <= len(files):
        raise Refusal("letter-file-unknown")
    file = files[rank - 1]
    return Attached(file.name, file.media_type if file.kind != "other" else _ANY, file.content)


def files_of(reading: Reading | None) -> list[LetterFile]:
    """The PDF of each document, or the document itself; then the files that are none."""
    if reading is None:
        return []
    documents = (_document(one, rank) for rank, one in enumerate(reading.pieces, start=1))
    others = (LetterFile(one.name, one.media_type.lower(), one.content) for one in reading.others)
    return [one for one in (*documents, *others) if one.content]


def _document(piece: Piece, rank: int) -> LetterFile:
    given = piece.given
    shown = given.read.shown if given.read else None
    pdf = given.pdf or (shown.content if shown else b"")
    ending, media_type = (".pdf", _PDF) if pdf else (".xml", _ANY)
    stem = given.name.rpartition(".")[0] or given.name
    name = make_safe_name(f"{stem}{ending}" if stem else "", media_type, rank)
    return LetterFile(name, media_type, pdf or given.cda, is_document=True)


def _cautions(letter: Letter, opened: LookedInto) -> Iterator[str]:
    if letter.sheet.is_outside:
        yield TEXTS.say("caution-outside")
    if letter.sheet.is_automatic:
        yield TEXTS.say("caution-automatic")
    if _DAMAGED.intersection(letter.sheet.flaws):
        yield TEXTS.say("caution-damaged")
    attachments = opened.reading.mail.attachments if opened.reading else ()
    if any(one.kind is AttachmentKind.ENCRYPTED for one in attachments):
        yield TEXTS.say("caution-encrypted")
    if opened == LookedInto():
        yield TEXTS.say("caution-forgotten")


def _headers(glimpse: Glimpse) -> list[HeaderView]:
    names = ("from", "to", "subject", "date")
    told = ((TEXTS.say(f"header-{name}"), glimpse.headers.get(name, "")) for name in names)
    return [HeaderView(label=label, value=value) for label, value in told if value]


def _size(size: int) -> str:
    if size < _KILOBYTE**2:
        return TEXTS.say("file-size", size=max(1, round(size / _KILOBYTE)))
    return TEXTS.say("file-size-large", size=f"{size / _KILOBYTE**2:.1f}".replace(".", ","))
