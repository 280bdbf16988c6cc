"""The PDF/A-1 of a document: a letter with the words and the picture, or a cover and the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import pikepdf

from care.dispatches.model import File, Told
from care.dispatches.words import describe_patient, name_patient, say, say_day
from care.dispatches.writer import Writer
from care.identity.datamatrix import render_datamatrix
from care.identity.ins import Ins
from care.identity.reason import IdentityRefused
from care.runtime.errors import Refusal
from care.standards.pdf.conformity import to_pdfa
from care.standards.pdf.letter import build_letter
from care.standards.pdf.model import Barcode, Letter, Picture
from care.standards.pdf.reason import PdfReason, PdfRefused

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is on the paper. `to` are the lines of who it is for; `written` has its zone."""

    title: str
    writer: Writer
    to: tuple[str, ...]
    told: Told
    written: datetime
    text: str = field(default="", repr=False)
    file: File | None = None


def can_be_paper(media_type: str) -> bool:
    """Whether a file of this nature can become pages: a PDF or a picture."""
    return media_type == PDF or media_type.startswith("image/")


def make_pdf(sheet: Sheet) -> bytes:
    """The PDF/A-1b; the same bytes for the same sheet. Raises Refusal for a file that cannot be."""
    file = sheet.file
    if file is not None and not can_be_paper(file.media_type):
        raise Refusal("dispatch-not-paper", name=file.name)
    try:
        if file is not None and file.media_type == PDF:
            return _behind_a_cover(sheet, file)
        pictures = (Picture(file.content),) if file is not None else ()
        return build_letter(_letter(sheet, sheet.text, pictures))
    except PdfRefused as refused:
        raise Refusal(_refusal(refused.reason), name=file.name if file else "") from None


def _behind_a_cover(sheet: Sheet, file: File) -> bytes:
    """The first page of a document tells whose it is: one is put before the pages of the file."""
    lines = [sheet.text, say("letter-attached", name=file.name)]
    cover = build_letter(_letter(sheet, "\n\n".join(line for line in lines if line), ()))
    try:
        with pikepdf.open(BytesIO(cover)) as whole, pikepdf.open(BytesIO(file.content)) as pages:
            if not pages.pages:
                raise PdfRefused(PdfReason.NOT_A_PDF)
            whole.pages.extend(pages.pages)
            joined = BytesIO()
            whole.save(joined, deterministic_id=True)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError):
        raise PdfRefused(PdfReason.NOT_A_PDF) from None
    return to_pdfa(joined.getvalue(), sheet.written)


def _letter(sheet: Sheet, text: str, pictures: tuple[Picture, ...]) -> Letter:
    traits, number = sheet.told.traits, sheet.told.number
    matricule = number.matricule.text if number else ""
    return Letter(
        title=sheet.title,
        author=sheet.writer.name,
        written=sheet.written,
        sender=_sender(sheet.writer),
        recipient=sheet.to,
        dateline=say("letter-day", day=say_day(sheet.written.date())),
        identity=describe_patient(traits, matricule) if traits else (),
        barcode=_barcode(sheet.told),
        text=text,
        pictures=pictures,
        footer=say("letter-page", title=sheet.title, name=name_patient(traits)) if traits else "",
    )


def _sender(writer: Writer) -> tuple[str, ...]:
    place = writer.workplace
    phones = [say("letter-phone", phone=phone) for phone in place.phones[:1]]
    lines = (writer.name, writer.role_label, place.name, place.address, *phones)
    return tuple(dict.fromkeys(line for line in lines if line))


def _barcode(told: Told) -> Barcode | None:
    if told.number is None or told.traits is None:
        return None
    try:
        return Barcode(render_datamatrix(Ins(told.number, told.traits)), say("ins-to-scan"))
    except IdentityRefused:
        return None


def _refusal(reason: PdfReason) -> str:
    return {
        PdfReason.PICTURE_UNREADABLE: "dispatch-picture-unreadable",
        PdfReason.PICTURE_TOO_BIG: "dispatch-picture-too-big",
        PdfReason.TOO_LONG: "dispatch-paper-too-long",
        PdfReason.NOT_A_PDF: "dispatch-not-a-pdf",
        PdfReason.NOT_ARCHIVABLE: "dispatch-not-archivable",
    }[reason]
