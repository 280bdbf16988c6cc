"""The groups of fields of which machine-readable reports are made (RFC 3464, RFC 8098)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from care.standards.mdn.reason import ReportReason, ReportRefused
from care.standards.rfc5322.charset import decode_text
from care.standards.rfc5322.headers import decode_words
from care.standards.rfc5322.limits import MailBounds
from care.standards.rfc5322.model import Attachment, Mail

Fields = Mapping[str, str]

_GROUPS = re.compile(r"\n[ \t]*\n")
_FOLDS = re.compile(r"\n[ \t]+")
_FIELD = re.compile(r"([A-Za-z0-9-]{1,80})[ \t]*:[ \t]*(.*)")
_LONGEST = 200_000
_MOST_GROUPS = 500
_BOUNDS = MailBounds()
_ORIGINALS = frozenset({"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"})
_HEADERS_ONLY = 64_000


def find_report(mail: Mail, media_type: str) -> tuple[Fields, ...]:
    """The groups of the report of this type. Raises ReportRefused."""
    found = next((one for one in mail.attachments if one.media_type == media_type), None)
    if found is None:
        raise ReportRefused(ReportReason.NOT_A_REPORT)
    groups = read_groups(found.content)
    if not groups:
        raise ReportRefused(ReportReason.NO_FIELDS)
    return groups


def read_groups(raw: bytes) -> tuple[Fields, ...]:
    """Each group of fields, by lower-case name; the first of a name wins."""
    text = decode_text(raw[:_LONGEST]).text.replace("\r\n", "\n").replace("\r", "\n")
    groups = (_read(group) for group in _GROUPS.split(text)[:_MOST_GROUPS])
    return tuple(group for group in groups if group)


def read_original(mail: Mail) -> Fields:
    """The headers of the message that a report is about, as far as it is attached."""
    for one in mail.attachments:
        if one.media_type in _ORIGINALS:
            return _headers(one)
    return {}


def bare_id(text: str) -> str:
    """A message identifier without its brackets."""
    return text.strip().removeprefix("<").removesuffix(">").strip()


def typed(value: str) -> str:
    """The address in `rfc822;somebody@somewhere`."""
    _, semicolon, rest = value.partition(";")
    return (rest if semicolon else value).strip().strip("<>").strip()


def _headers(attachment: Attachment) -> Fields:
    groups = read_groups(attachment.content[:_HEADERS_ONLY])
    return groups[0] if groups else {}


def _read(group: str) -> Fields:
    fields: dict[str, str] = {}
    for line in _FOLDS.sub(" ", group).split("\n"):
        if found := _FIELD.fullmatch(line.rstrip()):
            fields.setdefault(found[1].lower(), decode_words(found[2], _BOUNDS))
    return fields
