"""A plain mail as one paper: its words, then the pages and pictures that came with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

import pikepdf

from care.letters.model import Sheet
from care.letters.texts import TEXTS
from care.runtime.texts import french_date, french_time
from care.standards.pdf.conformity import to_pdfa
from care.standards.pdf.letter import build_letter
from care.standards.pdf.model import Letter, Picture
from care.standards.pdf.pictures import prepare_picture
from care.standards.pdf.reason import PdfRefused
from care.standards.rfc5322.model import Attachment

_PDF = b"%PDF-"
_MOST_PICTURES = 20
_LONGEST = 380_000
_BROKEN = (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError)


def make_paper(
    sheet: Sheet, files: Iterable[Attachment], mailbox: str, received_at: datetime
) -> bytes:
    """The PDF; what cannot be a page of it is named on the first one. `received_at` has its zone.

    Raises PdfRefused.
    """
    pictures: list[Picture] = []
    papers: list[bytes] = []
    left: list[str] = []
    for one in files:
        if one.content.startswith(_PDF) and _has_pages(one.content):
            papers.append(one.content)
        elif one.media_type.startswith("image/") and _is_fit(one.content, pictures):
            pictures.append(Picture(one.content, one.name))
        else:
            left.append(one.name)
    cover = build_letter(_letter(sheet, tuple(pictures), left, mailbox, received_at))
    return _join(cover, papers, received_at) if papers else cover


def _letter(
    sheet: Sheet, pictures: tuple[Picture, ...], left: list[str], mailbox: str, at: datetime
) -> Letter:
    sender = sheet.sender
    named = (sender.name or sender.shown, sender.profession, sender.place, sender.address)
    words = sheet.text[:_LONGEST].strip()
    if left:
        words += f"\n\n{TEXTS.say('paper-left', names=', '.join(left), mailbox=mailbox)}"
    return Letter(
        title=sheet.subject or TEXTS.say("paper-untitled"),
        author=sender.name or sender.address,
        written=at,
        sender=tuple(line for line in named if line),
        recipient=(mailbox,),
        dateline=TEXTS.say("paper-received", day=french_date(at.date()), time=french_time(at)),
        text=words.strip(),
        pictures=pictures,
        footer=TEXTS.say("paper-footer"),
    )


def _has_pages(content: bytes) -> bool:
    try:
        with pikepdf.open(BytesIO(content)) as pages:
            return bool(pages.pages)
    except _BROKEN:
        return False


def _is_fit(content: bytes, before: list[Picture]) -> bool:
    if len(before) >= _MOST_PICTURES:
        return False
    try:
        prepare_picture(content)
    except PdfRefused:
        return False
    return True


def _join(cover: bytes, papers: list[bytes], at: datetime) -> bytes:
    with pikepdf.open(BytesIO(cover)) as whole:
        for paper in papers:
            with pikepdf.open(BytesIO(paper)) as pages:
                whole.pages.extend(pages.pages)
        joined = BytesIO()
        whole.save(joined, deterministic_id=True)
    try:
        return to_pdfa(joined.getvalue(), at)
    except PdfRefused:
        return joined.getvalue()
