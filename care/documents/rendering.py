"""The PDF of a document that came without one: its text for people, as PDF/A (SC.CDA/VISU)."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from care.directory.spelling import fold
from care.runtime.texts import Texts, french_date
from care.standards.cda.model import CdaDocument, Media, Patient, Section
from care.standards.pdf.letter import build_letter
from care.standards.pdf.model import Letter, Picture
from care.standards.pdf.pages import split_pages
from care.standards.pdf.reason import PdfRefused
from care.standards.rfc5322.charset import decode_text
from care.standards.rfc5322.html_text import html_to_text

_TEXTS = Texts(Path(__file__).with_name("fr.ftl"))
_LONGEST, _LONGEST_KIND = 380_000, 100
_MOST_PICTURES = 20
_PLAIN_TEXT = "text/plain"
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def render_pdf(read: CdaDocument, at: datetime) -> bytes | None:
    """The whole text of a document, with its pictures; None when it cannot be set."""
    pages = tuple(islice(_pictures(read.media), _MOST_PICTURES + 1))
    pictures = pages[:_MOST_PICTURES]
    text = "\n".join(_body(read))
    if len(pages) > _MOST_PICTURES:
        text = f"{text}\n\n{_TEXTS.say('pdf-pages-cut', count=_MOST_PICTURES)}"
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}\n{_TEXTS.say('pdf-cut')}"
    letter = _letter(read, text, pictures, at)
    try:
        return build_letter(letter)
    except PdfRefused:
        return _without_pictures(read, text, at) if pictures else None


def _without_pictures(read: CdaDocument, text: str, at: datetime) -> bytes | None:
    words = f"{text}\n\n{_TEXTS.say('pdf-picture-unreadable')}"
    try:
        return build_letter(_letter(read, words, (), at))
    except PdfRefused:
        return None


def _letter(read: CdaDocument, text: str, pictures: tuple[Picture, ...], at: datetime) -> Letter:
    header = read.header
    author = next((str(one.name) for one in header.authors if str(one.name)), "")
    organization = next((one.organization.name for one in header.authors if one.organization), "")
    title = header.title or header.type_label or _TEXTS.say("pdf-untitled")
    moment = header.written
    written = french_date(moment.day, moment.precision) if moment else ""
    return Letter(
        title=title,
        author=author or organization,
        written=at,
        sender=tuple(filter(None, (author, organization))),
        dateline=_TEXTS.say("pdf-date", date=written) if written else "",
        identity=tuple(_identity(header.patient)) if header.patient else (),
        text=text,
        pictures=pictures,
        footer=_TEXTS.say("pdf-footer"),
    )


def _identity(patient: Patient) -> Iterator[tuple[str, str]]:
    """Traits only: an INS is printed by whoever has checked that it may be (INS/va1.53)."""
    traits = patient.traits
    born = french_date(traits.birth_date.conventional) if traits.birth_date else ""
    told = {
        "pdf-birth-name": traits.birth_name,
        "pdf-given-names": traits.given_names,
        "pdf-used-name": traits.used_name or "",
        "pdf-birth-date": born,
        "pdf-sex": traits.sex.value if traits.sex else "",
    }
    for key, value in told.items():
        if value:
            yield _TEXTS.say(key), value


def _body(read: CdaDocument) -> Iterator[str]:
    for media in read.media:
        if media.media_type == _PLAIN_TEXT:
            yield _decode(media.content)
        elif media.media_type in _PAGES:
            yield html_to_text(_decode(media.content))
        elif not (media.is_pdf or media.media_type.startswith("image/")):
            yield _TEXTS.say("pdf-other-file", kind=media.media_type[:_LONGEST_KIND])
    yield from _chapters(read.sections)


def _decode(content: bytes) -> str:
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return decode_text(content, "utf-16" if is_wide else "").text


def _chapters(sections: Iterable[Section]) -> Iterator[str]:
    for one in sections:
        title = one.title or (one.code.label if one.code else "")
        if title:
            yield f"\n{title.upper()}"
        if not one.narrative.is_empty and fold(one.narrative.text) != fold(title):
            yield one.narrative.text
        yield from _chapters(one.sections)


def _pictures(media: Iterable[Media]) -> Iterator[Picture]:
    for one in media:
        if one.media_type.startswith("image/"):
            for page in split_pages(one.content, _MOST_PICTURES + 1):
                yield Picture(page, one.title)
