"""In which alphabet an XML file really is: what it declares is often left over from its template.

Nothing here parses: bytes go in, and come out with a declaration that is true.
"""

from __future__ import annotations

import codecs
import re
from html.entities import html5

_BLANKS = b" \t\r\n\0"
_MARK = codecs.BOM_UTF8
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}\?>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
_WIDE = frozenset({"utf-16", "utf-16le", "utf-16be", "utf16", "ucs-2", "unicode"})
#: Windows' letters where Latin-1 has control characters that no text holds: « œ », « ’ », « € ».
_WINDOWS = re.compile(rb"[\x80-\x9f]")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:[0-8]|1[124-9]|2\d|3[01]);"
                      rb"|&#x(?:[0-8bcBC]|0[0-8bcBC]|1[0-9a-fA-F]|0[eEfF]|[eEfF]);")  # fmt: skip
_NAMED = re.compile(rb"&([A-Za-z]{2,8});")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


def settle_charset(raw: bytes) -> bytes:
    """The same text, trimmed, with the alphabet that its bytes are surely in."""
    if raw.startswith(_WIDE_MARKS):
        return raw
    if raw[:4] in {b"<\0?\0", b"<\0C\0"}:
        return codecs.BOM_UTF16_LE + raw
    if raw[:4] in {b"\0<\0?", b"\0<\0C"}:
        return codecs.BOM_UTF16_BE + raw
    text = raw.removeprefix(_MARK).strip(_BLANKS)
    declared = declared_encoding(text)
    if declared in _WIDE and not text.startswith(_WIDE_MARKS):
        # Written by a program whose strings are UTF-16, saved in an ordinary file.
        return without_declaration(text)
    if declared not in _LATIN:
        return text
    if _is_utf8(text):
        return without_declaration(text)
    return _declare(text, "windows-1252") if _WINDOWS.search(text) else text


def declared_encoding(text: bytes) -> str:
    """The alphabet that a text declares, in lower case; UTF-8 when it says nothing."""
    declaration = _DECLARATION.match(text)
    named = _ENCODING.search(declaration[0]) if declaration else None
    return named[1].decode("ascii").lower() if named else "utf-8"


def without_declaration(text: bytes) -> bytes:
    """The text alone: UTF-8, for who reads it."""
    return _DECLARATION.sub(b"", text, count=1).lstrip(_BLANKS)


def mend_characters(text: bytes) -> bytes:
    """Without the characters that XML forbids, and with HTML's names of characters as numbers.

    A name is replaced by one character, never by another name: nothing can grow from it.
    """
    return _NAMED.sub(_numbered, _CONTROL.sub(b" ", text))


def _numbered(found: re.Match[bytes]) -> bytes:
    meant = html5.get(f"{found[1].decode('ascii')};", "")
    if found[1] in _OF_XML or len(meant) != 1:
        return found[0]
    return f"&#{ord(meant)};".encode("ascii")


def _is_utf8(text: bytes) -> bool:
    """Whether it holds letters beyond ASCII, all of them written as UTF-8 writes them."""
    if text.isascii():
        return False
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _declare(text: bytes, encoding: str) -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>'.encode("ascii") + without_declaration(
        text
    )
