"""The files of a mail: named safely, told apart, Outlook's wrapping undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from care.standards.rfc5322.filenames import make_safe_name
from care.standards.rfc5322.leaves import Leaf
from care.standards.rfc5322.model import Attachment, AttachmentKind
from care.standards.rfc5322.outlook import Unwrapped, is_tnef, open_tnef
from care.standards.rfc5322.reason import MailFlaw

_ENCRYPTED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNATURES = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
    }
)
_CALENDARS = frozenset({"text/calendar", "application/ics"})
_MESSAGES = frozenset({"message/rfc822", "message/global"})
_ANY_FILE = "application/octet-stream"
_MOST = 200


def read_attachments(
    leaves: Sequence[Leaf], flaws: set[MailFlaw]
) -> tuple[tuple[Attachment, ...], str]:
    """The files, and the text that Outlook hid inside its wrapping."""
    found: list[Attachment] = []
    hidden = ""
    for leaf in leaves:
        if is_tnef(leaf.media_type, leaf.name) and (opened := open_tnef(leaf.content)):
            hidden = hidden or opened.text
            found.extend(_unwrapped(opened, len(found)))
            continue
        if is_tnef(leaf.media_type, leaf.name):
            flaws.add(MailFlaw.TNEF_UNREADABLE)
        found.append(_attachment(leaf, len(found) + 1, flaws))
    if len(found) > _MOST:
        flaws.add(MailFlaw.TOO_MANY_FILES)
    return tuple(found[:_MOST]), hidden


def _unwrapped(opened: Unwrapped, before: int) -> Iterator[Attachment]:
    for number, (name, content) in enumerate(opened.files, start=before + 1):
        yield Attachment(number, make_safe_name(name, _ANY_FILE, number), _ANY_FILE, content)


def _attachment(leaf: Leaf, number: int, flaws: set[MailFlaw]) -> Attachment:
    name = make_safe_name(leaf.name, leaf.media_type, number)
    if leaf.name and name != leaf.name:
        flaws.add(MailFlaw.NAME_CHANGED)
    return Attachment(number, name, leaf.media_type, leaf.content, _kind(leaf), leaf.content_id)


def _kind(leaf: Leaf) -> AttachmentKind:
    media_type = leaf.media_type
    if media_type in _ENCRYPTED or "multipart/encrypted" in leaf.inside:
        return AttachmentKind.ENCRYPTED
    if media_type in _SIGNATURES:
        return AttachmentKind.SIGNATURE
    if media_type in _CALENDARS:
        return AttachmentKind.CALENDAR
    if media_type in _MESSAGES:
        return AttachmentKind.MESSAGE
    if media_type.startswith("message/") or media_type == "text/rfc822-headers":
        return AttachmentKind.REPORT
    if is_tnef(media_type, leaf.name):
        return AttachmentKind.OUTLOOK
    is_picture = media_type.startswith("image/") and "multipart/related" in leaf.inside
    return AttachmentKind.INLINE if is_picture and leaf.content_id else AttachmentKind.FILE
