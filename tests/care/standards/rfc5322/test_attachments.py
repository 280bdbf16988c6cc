"""Files of a mail: named, told apart, unwrapped."""

from __future__ import annotations

import base64

import pytest

from care.standards.rfc5322.model import AttachmentKind
from care.standards.rfc5322.parser import parse_mail
from care.standards.rfc5322.reason import MailFlaw
from tests.care.standards.rfc5322.mails import mail, multipart, part, tnef, whole

TEXT = part(b"Bonjour", "Content-Type: text/plain")


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (["Content-Type: application/pdf"], AttachmentKind.FILE),
        (["Content-Type: message/rfc822"], AttachmentKind.MESSAGE),
        (["Content-Type: text/calendar"], AttachmentKind.CALENDAR),
        (["Content-Type: application/ics; name=a.ics"], AttachmentKind.CALENDAR),
        (
            ["Content-Type: application/pkcs7-mime; smime-type=enveloped-data"],
            AttachmentKind.ENCRYPTED,
        ),
        (["Content-Type: application/x-pkcs7-signature"], AttachmentKind.SIGNATURE),
        (["Content-Type: application/ms-tnef; name=winmail.dat"], AttachmentKind.OUTLOOK),
        (["Content-Type: text/rfc822-headers"], AttachmentKind.REPORT),
        (["Content-Type: image/png", "Content-ID: <i@x>"], AttachmentKind.FILE),
    ],
)
def test_kinds(headers: list[str], kind: AttachmentKind) -> None:
    (read,) = parse_mail(whole(multipart("mixed", TEXT, part(b"x", *headers)))).attachments
    assert read.kind is kind


def test_a_whole_mail_may_be_encrypted() -> None:
    read = parse_mail(mail(b"MIAG", b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\n"))
    assert [(one.kind, one.name) for one in read.attachments] == [
        (AttachmentKind.ENCRYPTED, "smime.p7m")
    ]
    assert read.body == ""


def test_a_picture_of_a_letterhead_is_inline() -> None:
    html = part(b"<img src=cid:i@x>", "Content-Type: text/html")
    picture = part(b"x", "Content-Type: image/png", "Content-ID: <i@x>")
    (read,) = parse_mail(whole(multipart("related", html, picture))).attachments
    assert (read.kind, read.content_id) == (AttachmentKind.INLINE, "i@x")


def test_outlook_is_unwrapped() -> None:
    wrapped = base64.encodebytes(tnef(("../cr.pdf", b"%PDF-1.4"), text=b"Le texte"))
    wrapping = part(
        wrapped, "Content-Type: application/ms-tnef", "Content-Transfer-Encoding: base64"
    )
    read = parse_mail(whole(multipart("mixed", part(b"", "Content-Type: text/plain"), wrapping)))
    assert [(one.number, one.name, one.content) for one in read.attachments] == [
        (1, "cr.pdf", b"%PDF-1.4")
    ]
    assert read.body == "Le texte"


def test_a_damaged_wrapping_is_kept_as_it_is() -> None:
    wrapping = part(b"garbage", 'Content-Type: application/octet-stream; name="winmail.dat"')
    read = parse_mail(whole(multipart("mixed", TEXT, wrapping)))
    assert [(one.kind, one.content) for one in read.attachments] == [
        (AttachmentKind.OUTLOOK, b"garbage")
    ]
    assert read.flaws == {MailFlaw.TNEF_UNREADABLE}


def test_names_are_safe_and_said_to_be_changed() -> None:
    evil = part(b"x", 'Content-Disposition: attachment; filename="../../etc/passwd"')
    read = parse_mail(whole(multipart("mixed", TEXT, evil)))
    assert read.attachments[0].name == "passwd"
    assert read.flaws == {MailFlaw.NAME_CHANGED}


def test_an_archive_is_told_by_its_bytes() -> None:
    zipped = part(b"PK\x03\x04rest", "Content-Type: application/octet-stream; name=IHE_XDM.ZIP")
    read = parse_mail(whole(multipart("mixed", TEXT, zipped)))
    assert read.attachments[0].is_archive
