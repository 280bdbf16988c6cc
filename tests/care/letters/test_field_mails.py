"""Mails and archives as other operators and other software make them: one document comes out."""

from __future__ import annotations

import base64
import hashlib
import quopri
import textwrap

import pytest

from care.documents.model import Caution
from care.letters.reading import Reading, read_letter
from tests.care.standards.rfc5322.mails import multipart, part
from tests.care.standards.xdm.archives import GOOD, pack, unpack

PDF = b"%PDF-1.4 beside"
FILES = unpack(GOOD)
META_NAME, DOC_NAME = "IHE_XDM/SUBSET01/METADATA.XML", "IHE_XDM/SUBSET01/DOC0001.XML"
META, DOC = FILES[META_NAME], FILES[DOC_NAME]
SHA1 = hashlib.sha1(DOC, usedforsecurity=False)


def renamed(old: str, new: str) -> bytes:
    """The archive with other names."""
    return pack({name.replace(old, new): content for name, content in FILES.items()})


def described(old: bytes, new: bytes) -> bytes:
    """The archive, whose metadata differ."""
    assert old in META
    return pack(FILES | {META_NAME: META.replace(old, new)})


def coded(content: bytes, *headers: str) -> bytes:
    """A part in base64."""
    lines = "\r\n".join(textwrap.wrap(base64.b64encode(content).decode(), 76)).encode()
    return part(lines, *headers, "Content-Transfer-Encoding: base64")


def attached(content: bytes, name: str, kind: str = "application/zip") -> bytes:
    """An attachment."""
    where = f'Content-Disposition: attachment; filename="{name}"'
    return coded(content, f'Content-Type: {kind}; name="{name}"', where)


def mail(*parts: bytes, subject: str = "XDM/1.0/DDM+Lettre EXEMPLE JEANNE 15/06/1984",
         kind: str = "mixed") -> bytes:  # fmt: skip
    """A mail of these parts, after a few words."""
    head = (
        f"From: LABO <labo@exemple.mssante.example>\r\nTo: a@b.mssante.example\r\n"
        f"Subject: {subject}\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\n"
    ).encode()
    words = part("Voilà".encode("latin-1"), "Content-Type: text/plain; charset=iso-8859-1",
                 "Content-Transfer-Encoding: 8bit")  # fmt: skip
    return head + multipart(kind, words, *parts)


ZIP = attached(GOOD, "IHE_XDM.ZIP")
WRAPPED = (
    b'<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>'
    + META.partition(b"?>")[2]
    + b"</s:Body></s:Envelope>"
)
ARCHIVES = {
    "small letters": pack({name.lower(): content for name, content in FILES.items()}),
    "backslashes": renamed("/", "\\"),
    "no folder at all": renamed("IHE_XDM/SUBSET01/", ""),
    "no folder of a subset": renamed("SUBSET01/", ""),
    "another name of the subset": renamed("SUBSET01", "SUBMISSIONSET1"),
    "a folder around": renamed("IHE_XDM/", "export/IHE_XDM/"),
    "a point before": pack({f"./{name}": content for name, content in FILES.items()}),
    "no page for people": pack({n: c for n, c in FILES.items() if "SUBSET" in n}),
    "a page in Latin-1": pack(FILES | {"README.TXT": b"\xe9", "INDEX.HTM": b"<html>\xe9"}),
    "folders as entries": pack({"IHE_XDM/": b"", "IHE_XDM/SUBSET01/": b""} | FILES),
    "files of a Mac": pack(FILES | {"__MACOSX/._x": b"a", ".DS_Store": b"b"}),
    "metadata in UTF-16": pack(FILES | {META_NAME: META.decode().replace(
        "encoding='UTF-8'", "encoding='UTF-16'").encode("utf-16")}),
    "metadata of Windows": pack(FILES | {META_NAME: META.decode().encode("cp1252")}),
    "metadata in an envelope": pack(FILES | {META_NAME: WRAPPED}),
    "a path as URI": described(b">DOC0001.XML<", b">IHE_XDM/SUBSET01/DOC0001.XML<"),
    "a URI in pieces": described(b">DOC0001.XML<", b">1|DOC0001.XML<"),
    "a digest in capitals": described(SHA1.hexdigest().encode(), SHA1.hexdigest().upper().encode()),
    "a digest in base64": described(SHA1.hexdigest().encode(), base64.b64encode(SHA1.digest())),
    "a newer digest": described(
        SHA1.hexdigest().encode(), hashlib.sha256(DOC).hexdigest().encode()),
    "no digest": described(SHA1.hexdigest().encode(), b""),
}  # fmt: skip
MAILS = {
    "as prescribed": mail(ZIP),
    "of no known type": mail(attached(GOOD, "IHE_XDM.ZIP", "application/octet-stream")),
    "another name": mail(attached(GOOD, "att0001.dat", "application/octet-stream")),
    "without a name": mail(coded(GOOD, "Content-Type: application/x-zip-compressed")),
    "related": mail(ZIP, kind="related"),
    "alone": mail(ZIP).partition(b"Content-Type: multipart")[0] + ZIP,
    "bare line ends": mail(ZIP).replace(b"\r\n", b"\n"),
    "a subject in Latin-1": mail(ZIP, subject="=?ISO-8859-1?Q?XDM/1.0/DDM+Demande_d=E9?="),
    "an ordinary subject": mail(ZIP, subject="Compte rendu"),
    "the document itself": mail(attached(DOC, "cr.xml", "text/xml")),
    "the document in quoted-printable": mail(part(
        quopri.encodestring(DOC), 'Content-Type: text/xml; name="cr.xml"',
        "Content-Transfer-Encoding: quoted-printable",
        'Content-Disposition: attachment; filename="cr.xml"')),
}  # fmt: skip


def check(reading: Reading) -> None:
    """One document, Jeanne's, without a doubt."""
    (piece,) = reading.pieces
    assert piece.given.cda == DOC
    assert piece.papers.document is not None
    assert piece.papers.document.traits.birth_name == "EXEMPLE"
    assert not piece.given.cautions
    assert reading.others == ()


@pytest.mark.parametrize("name", ARCHIVES)
def test_archives(name: str) -> None:
    check(read_letter(mail(attached(ARCHIVES[name], "IHE_XDM.ZIP"))))


@pytest.mark.parametrize("name", MAILS)
def test_mails(name: str) -> None:
    check(read_letter(MAILS[name]))


def test_a_pdf_beside_is_the_same_document() -> None:
    (piece,) = read_letter(mail(ZIP, attached(PDF, "cr.pdf", "application/octet-stream"))).pieces
    assert (piece.given.cda, piece.given.pdf) == (DOC, PDF)


def test_of_two_pdfs_none_is_guessed() -> None:
    reading = read_letter(mail(ZIP, attached(PDF, "a.pdf"), attached(PDF + b"2", "b.pdf")))
    assert [piece.given.pdf for piece in reading.pieces] == [b""]
    assert len(reading.others) == 2


def test_every_subset_is_read() -> None:
    second = {
        name.replace("SUBSET01", "SUBSET02"): content
        for name, content in FILES.items()
        if "SUBSET" in name
    }
    assert len(read_letter(mail(attached(pack(FILES | second), "IHE_XDM.ZIP"))).pieces) == 2


def test_another_file_than_the_one_described_is_told() -> None:
    changed = pack(FILES | {DOC_NAME: DOC + b"\n"})
    (piece,) = read_letter(mail(attached(changed, "IHE_XDM.ZIP"))).pieces
    assert {Caution.HASH_WRONG, Caution.SIZE_WRONG} <= piece.given.cautions
