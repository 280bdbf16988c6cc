"""The files of a letter, as they may be sent to a room: nothing in them runs by being looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bots.mailbox.arriving.replies import LONGEST
from bots.mailbox.arriving.texts import TEXTS
from care.documents.model import Given
from care.letters.model import Letter
from care.letters.reading import Reading
from care.runtime.outgoing import LARGEST_FILE, Address, SendFile
from care.standards.rfc5322.filenames import make_safe_name
from care.standards.rfc5322.model import AttachmentKind

_PDF, _TEXT, _ANY = "application/pdf", "text/plain", "application/octet-stream"
#: What clients show by themselves. Anything else is a file to save: HTML and SVG hold programs.
_SHOWN = frozenset({_PDF, _TEXT, "image/jpeg", "image/png", "image/gif", "image/webp"})


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file of a letter."""

    name: str
    media_type: str
    content: bytes = field(repr=False)

    @property
    def fits(self) -> bool:
        """Whether it may be sent."""
        return 0 < len(self.content) <= LARGEST_FILE

    def to_send(self, to: Address, root: str) -> SendFile:
        """The file, in the thread of its letter."""
        known = self.media_type.lower()
        media_type = known if known in _SHOWN else _ANY
        return SendFile(to, self.name, media_type, self.content, thread=root)


def files_of(reading: Reading) -> list[ShownFile]:
    """The files that are no document."""
    return [ShownFile(one.name, one.media_type, one.content) for one in reading.others]


def documents_of(reading: Reading) -> list[ShownFile]:
    """The documents themselves, to be read where no circle shows them: the PDF of each, or it."""
    return list(_documents(reading))


def words_of(letter: Letter, *, with_quoted: bool) -> list[ShownFile]:
    """Words too long for a message; what is quoted, when it is to be read nowhere else."""
    files = []
    if len(letter.sheet.text) > LONGEST:
        files.append(_text(TEXTS.say("text-file"), letter.sheet.text))
    if with_quoted and letter.sheet.quoted.strip():
        files.append(_text(TEXTS.say("quoted-file"), letter.sheet.quoted))
    return files


def has_encrypted(reading: Reading) -> bool:
    """Whether part of it is closed to us."""
    return any(one.kind is AttachmentKind.ENCRYPTED for one in reading.mail.attachments)


def _documents(reading: Reading) -> Iterator[ShownFile]:
    for rank, piece in enumerate(reading.pieces, start=1):
        given = piece.given
        shown = given.read.shown if given.read else None
        pdf = given.pdf or (shown.content if shown else b"")
        if pdf:
            yield ShownFile(_named(_called(given), ".pdf", _PDF, rank), _PDF, pdf)
        elif given.cda:
            yield ShownFile(_named(_called(given), ".xml", _ANY, rank), _ANY, given.cda)


def _called(given: Given) -> str:
    """What to call the file of a document: its type and its day, else its own name."""
    if given.read is None or not given.read.header.type_label:
        return given.name.rpartition(".")[0] or given.name
    written = given.read.header.written
    day = f"{written.day:%Y%m%d}"[: 2 + 2 * written.precision] + "_" if written else ""
    return f"{day}{given.read.header.type_label}".replace("/", "-")


def _named(stem: str, ending: str, media_type: str, rank: int) -> str:
    return make_safe_name(f"{stem}{ending}" if stem else "", media_type, rank)


def _text(name: str, text: str) -> ShownFile:
    return ShownFile(name, _TEXT, text.encode())
