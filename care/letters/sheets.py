"""What is kept of a mail for people, once its bytes are forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from care.documents.model import Sender
from care.letters.model import Heading, Sheet
from care.letters.reading import Piece, Reading, open_mail
from care.mail.headers import header_block
from care.runtime.errors import Refusal
from care.standards.hl7.timestamps import Precision
from care.standards.rfc5322.automatic import is_automatic

_LONGEST = 100_000


def write_sheet(reading: Reading, sender: Sender) -> Sheet:
    """All that people see of a mail, and what an answer to it needs."""
    mail = reading.mail
    return Sheet(
        sender=sender,
        subject=mail.subject.text,
        written_at=mail.date,
        text=mail.folded.own[:_LONGEST],
        quoted=mail.folded.quoted[:_LONGEST],
        signature=mail.folded.signature,
        files=tuple(one.name for one in reading.others),
        message_id=mail.message_id,
        before=mail.thread,
        answer_to=tuple((one.address, one.name) for one in mail.answer_to),
        everybody=tuple((one.address, one.name) for one in (*mail.to, *mail.cc)),
        headings=tuple(_heading(one) for one in reading.pieces),
        claim=next(iter(reading.claims), None),
        flaws=tuple(sorted(mail.flaws)),
        error_code=mail.subject.error_code,
        is_automatic=is_automatic(mail),
        closes=mail.mss.closes or mail.subject.closes,
    )


def write_bare_sheet(source: bytes, sender: Sender) -> Sheet:
    """What the header alone tells of a mail that is not opened."""
    try:
        mail = open_mail(header_block(source) + b"\r\n\r\n")
    except Refusal:
        return Sheet(sender)
    return Sheet(sender, mail.subject.text, mail.date, message_id=mail.message_id)


def _heading(piece: Piece) -> Heading:
    header = piece.given.read.header if piece.given.read else None
    written = header.written if header else None
    entry = piece.given.entry
    told = written or (entry.created if entry else None)
    return Heading(
        label=next(_labels(piece), ""),
        author=_author(piece),
        written=told.day if told else None,
        precision=told.precision if told else Precision.DAY,
        cautions=tuple(sorted(piece.given.cautions)),
    )


def _labels(piece: Piece) -> Iterator[str]:
    """What it is called: by its type, its title, its metadata, its file."""
    if piece.given.read is not None:
        header = piece.given.read.header
        yield from filter(None, (header.type_label, header.title))
    entry = piece.given.entry
    if entry is not None:
        label = entry.type.label if entry.type else ""
        yield from filter(None, (label, entry.title))
    yield from filter(None, (piece.given.name,))


def _author(piece: Piece) -> str:
    read = piece.given.read
    if read is None or not read.header.authors:
        return ""
    author = read.header.authors[0]
    name = str(author.name) or author.device
    place = author.organization.name if author.organization else ""
    return ", ".join(part for part in (name, place) if part)
