"""Opening what Outlook wraps into a winmail.dat (TNEF)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tnefparse import TNEF
from tnefparse.tnef import TNEFAttachment

from care.standards.rfc5322.charset import decode_text

_LARGEST = 40_000_000
_MOST_FILES = 100
_SIGNATURE = b"\x78\x9f\x3e\x22"
_MEDIA_TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_NAME = "winmail.dat"


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """What was inside: named files, and the text when the mail itself has none."""

    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    text: str = ""


def is_tnef(media_type: str, name: str) -> bool:
    """Whether a part says that it is one."""
    return media_type in _MEDIA_TYPES or name.casefold() == _NAME


def open_tnef(raw: bytes) -> Unwrapped | None:
    """The files inside; None for what cannot be opened."""
    if len(raw) > _LARGEST or not raw.startswith(_SIGNATURE):
        return None
    try:
        opened = TNEF(raw, do_checksum=False)
        return Unwrapped(tuple(_files(opened)), _text(opened))
    # The library meets damage with whatever its reading runs into.
    except (Exception, RecursionError):
        return None


def _files(opened: TNEF) -> Iterator[tuple[str, bytes]]:
    for one in opened.attachments[:_MOST_FILES]:
        content = one.data
        if isinstance(content, bytes):
            yield _name(one), content


def _name(one: TNEFAttachment) -> str:
    """The library reads as UTF-8 what Outlook writes in Windows' alphabet."""
    try:
        return str(one.long_filename() or one.name or "")
    except UnicodeDecodeError:
        return decode_text(one._name).text


def _text(opened: TNEF) -> str:
    body = opened.body
    if isinstance(body, bytes):
        return body.decode("cp1252", "replace").strip("\0 \r\n")
    return str(body or "").strip("\0 \r\n")
