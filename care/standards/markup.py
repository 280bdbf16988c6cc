"""Reading XML that strangers wrote: no DTD, no entity, no network, and bounds before anything else.

Two limits of libxml2 shape this: 256 levels, and 10 MB for one text, which a PDF inside a CDA may
exceed; only then is the larger limit used, once the text is known to hold no declaration.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lxml import etree

from care.standards.charsets import (
    declared_encoding,
    mend_characters,
    settle_charset,
    without_declaration,
)

LARGEST = 40_000_000
MOST_ELEMENTS = 400_000
DEEPEST = 256
_MARK = b"\xef\xbb\xbf"
_PROLOG = re.compile(
    rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]{0,1000}(?:\[.*?\]\s{0,20})?>", re.DOTALL
)
_ROOT = re.compile(rb"<(?:[\w.-]{1,60}:)?([\w.-]{1,60})[\s/>]")
_START = 65_536
_PLAIN_ENCODINGS = frozenset({"utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})


class MarkupReason(StrEnum):
    """Why a text is not taken as XML."""

    TOO_BIG = "too_big"
    TOO_DEEP = "too_deep"
    TOO_MANY_ELEMENTS = "too_many_elements"
    DECLARES_TYPE = "declares_type"
    MALFORMED = "malformed"


class MarkupRefused(Exception):
    """The text is not XML that we read. Never quotes it."""

    def __init__(self, reason: MarkupReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Markup:
    """A tree, and whether its characters had to be guessed because its charset was wrong."""

    root: etree._Element
    is_charset_wrong: bool = False


def parse_markup(raw: bytes, largest: int = LARGEST) -> Markup:
    """The tree of `raw`. Raises MarkupRefused."""
    if len(raw) > largest:
        raise MarkupRefused(MarkupReason.TOO_BIG)
    if raw.count(b"<") > 2 * MOST_ELEMENTS:
        raise MarkupRefused(MarkupReason.TOO_MANY_ELEMENTS)
    text = settle_charset(raw)
    try:
        return Markup(_parse(text))
    except etree.XMLSyntaxError as error:
        if _is_long_text(error) and _holds_no_declaration(text):
            return Markup(_parse_long(text))
        if _is_charset_wrong(text):
            return Markup(_reparse(text), is_charset_wrong=True)
        if (mended := mend_characters(text)) != text and _holds_no_declaration(text):
            return Markup(_reparse_mended(mended), is_charset_wrong=True)
        raise MarkupRefused(_reason(error, text)) from None
    except (ValueError, LookupError):
        raise MarkupRefused(MarkupReason.MALFORMED) from None


def guess_root(raw: bytes) -> str:
    """The name of the first element, without parsing; empty for what is no XML at all."""
    start = raw[:_START].replace(b"\0", b"").removeprefix(_MARK).lstrip(b"\xff\xfe")
    place = 0
    while found := _PROLOG.match(start, place):
        place = found.end()
    root = _ROOT.match(start, place)
    return root[1].decode("ascii", "replace") if root else ""


def _parser(*, huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=huge,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )


def _parse(text: bytes, *, huge: bool = False) -> etree._Element:
    root = etree.fromstring(text, _parser(huge=huge))
    declared: Any = root.getroottree().docinfo
    if declared.doctype or declared.internalDTD is not None:
        raise MarkupRefused(MarkupReason.DECLARES_TYPE)
    return root


def _parse_long(text: bytes) -> etree._Element:
    try:
        root = _parse(text, huge=True)
    except etree.XMLSyntaxError as error:
        raise MarkupRefused(_reason(error, text)) from None
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise MarkupRefused(MarkupReason.TOO_DEEP)
    return root


def _reparse(text: bytes) -> etree._Element:
    """Bytes that are not the UTF-8 they claim: what old software writes is Windows' alphabet."""
    guessed = without_declaration(text).decode("cp1252", "replace").encode()
    try:
        return _parse(guessed)
    except etree.XMLSyntaxError as error:
        raise MarkupRefused(_reason(error, text)) from None


def _reparse_mended(text: bytes) -> etree._Element:
    try:
        return _parse(text)
    except etree.XMLSyntaxError as error:
        raise MarkupRefused(_reason(error, text)) from None


def _is_long_text(error: etree.XMLSyntaxError) -> bool:
    return "too long" in str(error) or "huge" in str(error).lower()


def _holds_no_declaration(text: bytes) -> bool:
    return declared_encoding(text) in _PLAIN_ENCODINGS and b"<!DOCTYPE" not in text


def _is_charset_wrong(text: bytes) -> bool:
    if declared_encoding(text) != "utf-8" or b"\0" in text or b"<!DOCTYPE" in text:
        return False
    try:
        text.decode()
    except UnicodeDecodeError:
        return True
    return False


def _reason(error: etree.XMLSyntaxError, text: bytes) -> MarkupReason:
    if b"<!DOCTYPE" in text[:_START]:
        return MarkupReason.DECLARES_TYPE
    return MarkupReason.TOO_DEEP if "depth" in str(error).lower() else MarkupReason.MALFORMED
