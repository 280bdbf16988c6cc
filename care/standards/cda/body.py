"""The body of a document: the file that it holds, or its sections and the files inside them."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from care.standards.cda.elements import (
    attribute,
    child,
    children,
    descendants,
    has_template,
    local_name,
    plain_text,
)
from care.standards.cda.entries import describe_entries
from care.standards.cda.file_types import recognise
from care.standards.cda.model import BodyKind, Media, Section
from care.standards.cda.narrative import NO_NARRATIVE, render_narrative
from care.standards.cda.people import read_participants
from care.standards.cda.reason import CdaFault
from care.standards.cda.references import References
from care.standards.cda.values import read_code

_COPY_TEMPLATE = "1.2.250.1.213.1.1.2.243"
_COPY_CODE = "55108-5"
_DEEPEST = 20
_MOST_MEDIA = 100
_ZLIB_OR_GZIP, _BARE_DEFLATE = 47, -15
_LARGEST_MEDIA = 50_000_000
_PLAIN_TEXT = "text/plain"
_DATA_URL = re.compile(r"\s*data:[\w.+/-]{0,100};base64,")


def read_sections(
    body: etree._Element, references: References, faults: set[CdaFault], depth: int = 0
) -> tuple[Section, ...]:
    """The sections of a body or of a section, without those that only hold a copy of the whole."""
    if depth > _DEEPEST:
        faults.add(CdaFault.TOO_DEEPLY_NESTED)
        return ()
    found = []
    for one in children(body, "component", "section"):
        if _is_copy(one):
            continue
        narrative = render_narrative(child(one, "text"))
        if narrative.is_empty:
            narrative = describe_entries(one, references, faults) or NO_NARRATIVE
        found.append(
            Section(
                plain_text(child(one, "title")),
                read_code(child(one, "code"), references),
                narrative,
                read_participants(one, "author", "AUT"),
                read_sections(one, references, faults, depth + 1),
            )
        )
    return tuple(found)


def read_file(body: etree._Element, faults: set[CdaFault]) -> tuple[Media, ...]:
    """The file of an N1 body; it is the whole document."""
    text = child(body, "text")
    if text is None:
        faults.add(CdaFault.NO_BODY)
        return ()
    media = _read_media(text, "", True, faults)
    return () if media is None else (media,)


def read_media(
    body: etree._Element, references: References, faults: set[CdaFault]
) -> tuple[Media, ...]:
    """Every file inside the sections, in order."""
    found: list[Media] = []
    for holder, value in islice(_media_values(body), _MOST_MEDIA):
        section = _section_of(holder)
        title = references.text(_title_of(holder)) or plain_text(child(section, "title"))
        media = _read_media(value, title, section is not None and _is_copy(section), faults)
        if media is not None:
            found.append(media)
    return tuple(found)


def body_kind(root: etree._Element) -> tuple[BodyKind, etree._Element | None]:
    """What sort of body a document has, and the element."""
    for kind, name in ((BodyKind.FILE, "nonXMLBody"), (BodyKind.SECTIONS, "structuredBody")):
        element = child(root, "component", name)
        if element is not None:
            return kind, element
    return BodyKind.NONE, None


def _media_values(body: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    for holder in descendants(body, "observationMedia"):
        value = child(holder, "value")
        if value is not None:
            yield holder, value


def _read_media(
    value: etree._Element, title: str, is_copy: bool, faults: set[CdaFault]
) -> Media | None:
    kind = attribute(value, "mediaType").casefold().partition(";")[0].strip() or _PLAIN_TEXT
    written = _written(value)
    is_encoded = attribute(value, "representation").upper() == "B64"
    if not written.strip() and not is_encoded:
        reference = child(value, "reference")
        faults.add(CdaFault.NO_BODY if reference is None else CdaFault.MEDIA_ELSEWHERE)
        return None
    content = _decode(written)
    if not is_encoded and (content is None or not (recognise(content) or _is_binary(kind))):
        return Media(kind, written.strip().encode(), title, is_copy)
    if content and attribute(value, "compression"):
        content = _inflate(content, faults)
    if not content:
        faults.add(CdaFault.MEDIA_UNREADABLE)
        return None
    return Media(recognise(content) or kind, content, title, is_copy)


def _written(value: etree._Element) -> str:
    """The characters of a file, which some write as the URL of a web page."""
    written = "".join(map(str, value.itertext())) if len(value) else str(value.text or "")
    address = _DATA_URL.match(written)
    return written[address.end() :] if address else written


def _decode(written: str) -> bytes | None:
    bare = "".join(written.split())
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _is_binary(kind: str) -> bool:
    """Whether a file of this type cannot be written but in base64."""
    return kind.startswith(("application/", "image/")) and "xml" not in kind


def _inflate(content: bytes, faults: set[CdaFault]) -> bytes:
    """The file; as it is when it only claims to be compressed, nothing when it is too large."""
    for bits in (_ZLIB_OR_GZIP, _BARE_DEFLATE):
        try:
            unpacking = zlib.decompressobj(bits)
            unpacked = unpacking.decompress(content, _LARGEST_MEDIA)
        except zlib.error:
            continue
        if unpacking.eof:
            return unpacked
        if unpacked and len(unpacked) >= _LARGEST_MEDIA:
            faults.add(CdaFault.MEDIA_UNREADABLE)
            return b""
    return content


def _section_of(element: etree._Element) -> etree._Element | None:
    return next((one for one in element.iterancestors() if local_name(one) == "section"), None)


def _title_of(holder: etree._Element) -> etree._Element | None:
    """The organizer that holds a file names it in an observation beside it (template 3.48)."""
    component = holder.getparent()
    organizer = None if component is None else component.getparent()
    observation = child(organizer, "component", "observation")
    value = child(observation, "value")
    said = child(observation, "text")
    return said if said is not None else child(value, "originalText")


def _is_copy(section: etree._Element) -> bool:
    code = attribute(child(section, "code"), "code")
    return code == _COPY_CODE or has_template(section, _COPY_TEMPLATE)
