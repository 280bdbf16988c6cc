"""Bytes to text, whatever charset was claimed: never an error, and a word when it was a lie."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# Only encodings of text: others run code paths that no mail should reach (idna, zlib, rot13…).
_KNOWN = re.compile(
    r"utf-?(8|16|32)(-?[lb]e)?(-sig)?|ascii|iso8859-\d+|cp\d+|koi8-[rut]|mac-\w+|gb\w+|big5\w*"
    r"|shift_jis\w*|euc_\w+|iso2022_\w+|hz|tis-620|johab|hp-roman8",
    re.ASCII,
)
_ONE_BYTE_LATIN = frozenset({"iso8859-1", "iso8859-15", "cp1252", "ascii"})
_WINDOWS = "cp1252"
_LONGEST_NAME = 40
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and whether the claimed charset was not the one."""

    text: str
    is_guessed: bool = False


def decode_text(raw: bytes, claimed: str = "") -> Decoded:
    """`raw` in the charset claimed if it can be, else as UTF-8, else as Windows writes."""
    codec = _codec(claimed)
    is_latin = codec in _ONE_BYTE_LATIN or codec is None
    if is_latin:
        # Text that happens to be UTF-8 by chance does not exist in practice.
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode(_WINDOWS, "replace")
            return _clean(text, is_guessed=codec in {None, "ascii"} and bool(claimed))
        honest = raw.isascii() or not claimed
        return _clean(text, is_guessed=not honest)
    assert codec is not None
    try:
        return _clean(raw.decode(codec), is_guessed=False)
    except (UnicodeError, ValueError, LookupError):
        return _clean(_best(raw), is_guessed=True)


def to_bytes(text: str) -> bytes:
    """The bytes of a header as the parser gives it: those above ASCII hide in surrogates."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _best(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode(_WINDOWS, "replace")


def _codec(claimed: str) -> str | None:
    name = claimed.strip().strip("\"'").casefold()
    if not name or len(name) > _LONGEST_NAME or not name.isascii() or not name.isprintable():
        return None
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return found if _KNOWN.fullmatch(found) else None


def _clean(text: str, *, is_guessed: bool) -> Decoded:
    return Decoded(_CONTROLS.sub("", text), is_guessed)
