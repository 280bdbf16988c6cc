"""Mails that mean harm, or met it: made, never kept. Others may throw them at what reads mail."""

from __future__ import annotations

import base64
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

from care.standards.rfc5322.composer import OutgoingFile, compose_mail
from tests.care.standards.cda.documents import REPORT, document, laboratory, section, sections
from tests.care.standards.rfc5322.mails import HEAD, mail, multipart, nested, part, tnef, whole
from tests.care.standards.rfc5322.outgoing import LETTER
from tests.care.standards.xdm.archives import GOOD as ARCHIVE
from tests.care.standards.xdm.archives import pack, repack

_ENTITIES = b"".join(
    b'<!ENTITY l%d "%s">' % (level, (b"&l%d;" % (level - 1)) * 10 if level else b"lol")
    for level in range(10)
)
_BOMB = REPORT.replace(
    b"<ClinicalDocument", b"<!DOCTYPE ClinicalDocument [" + _ENTITIES + b"]><ClinicalDocument", 1
).replace(b"CR du 12/11", b"&l9;")
_FILE = b'<!DOCTYPE ClinicalDocument [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_THIEF = REPORT.replace(b"<ClinicalDocument", _FILE + b"<ClinicalDocument", 1).replace(
    b"CR du 12/11", b"&x;"
)
Maker = Callable[[random.Random], bytes]


def _with(content: bytes, name: str = "IHE_XDM.ZIP", media_type: str = "application/zip") -> bytes:
    return compose_mail(replace(LETTER, files=(OutgoingFile(name, media_type, content),)))


def _wide() -> bytes:
    """As many sections side by side as fit."""
    return document(sections("<component><section/></component>" * 150_000))


def _nested_texts() -> bytes:
    """Texts in texts, with as much as fits in the innermost."""
    inner = "<content ID='a'/>" * 300_000
    return document(sections(section("x", "<text>" * 200 + inner + "</text>" * 200)))


def _long_passage() -> bytes:
    """A passage of megabytes that every result points to."""
    text = f"<content ID='a'>{'mot ' * 2_000_000}</content>"
    pointing = (
        "<observation><code><originalText><reference value='#a'/></originalText></code>"
        "</observation>"
    )
    return document(sections(laboratory(*[pointing] * 5_000, text=text)))


def _truncated(chance: random.Random) -> bytes:
    whole_mail = _with(ARCHIVE)
    return whole_mail[: chance.randrange(len(whole_mail))]


def _damaged(chance: random.Random) -> bytes:
    changed = bytearray(_with(ARCHIVE))
    for _ in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _damaged_archive(chance: random.Random) -> bytes:
    changed = bytearray(ARCHIVE)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return _with(bytes(changed))


def _wrong_charset(chance: random.Random) -> bytes:
    charset = chance.choice(["utf-8", "us-ascii", "idna", "zlib", "x-unknown", "utf-7", "utf-16"])
    return mail(
        "Été à Évreux".encode("cp1252"), f"Content-Type: text/plain; charset={charset}\r\n".encode()
    )


def _malformed_headers(chance: random.Random) -> bytes:
    lines = [
        b"Date: " + bytes(chance.choices(b"0123456789 :,+-FriNov", k=40)),
        b"From: " + bytes(chance.choices(b'<>@"(),;:\\ab', k=200)),
        b"To: " + b"(" * chance.randint(0, 3_000) + b"a@b",
        b"Message-ID: " + chance.choice([b"<@>", b"<bro ken", b"", b"<" * 500]),
        b"Subject: =?utf-8?B?" + bytes(chance.choices(b"AZaz09+/=?_", k=200)) + b"?=",
        b"References: " + b"<a@b> " * chance.randint(0, 3_000),
    ]
    chance.shuffle(lines)
    return b"\r\n".join(lines) + b"\r\n\r\nx"


def _pieces(chance: random.Random) -> bytes:
    pieces = [
        b"--b1\r\n",
        b"--b1--\r\n",
        b"\r\n",
        b"Content-Type: multipart/mixed; boundary=b1\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"\xff\x00",
        b"Content-Disposition: attachment; filename*0*=x''%e9\r\n",
        b"=?utf-8?q?=C3?=",
    ]
    return HEAD + b"".join(chance.choices(pieces, k=chance.randint(5, 80)))


MAKERS: dict[str, Maker] = {
    "truncated": _truncated,
    "damaged": _damaged,
    "damaged archive": _damaged_archive,
    "wrong charset": _wrong_charset,
    "malformed headers": _malformed_headers,
    "pieces": _pieces,
    "200 levels": lambda _: nested(200),
    "3000 levels": lambda _: nested(3_000),
    "2000 messages": lambda _: nested(2_000, "message"),
    "50 MB": lambda _: mail(b"QUJD" * 12_500_000),
    "30 MB of base64": lambda _: mail(
        b"QUJD" * 7_500_000,
        b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n",
    ),
    "10 MB of line feeds": lambda _: mail(b"\n" * 10_000_000),
    "100000 parts": lambda _: (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 100_000
    ),
    "20000 encoded words": lambda _: mail(
        headers=b"Subject: " + b"=?utf-8?q?=C3=A9?= " * 20_000 + b"\r\n"
    ),
    "20000 parameters": lambda _: mail(
        headers=b"Content-Type: text/plain" + b"; p=v" * 20_000 + b"\r\n"
    ),
    "100000 attributes": lambda _: mail(
        b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x",
        b"Content-Type: text/html\r\n",
    ),
    "50000 levels of HTML": lambda _: mail(
        b"<div>" * 50_000 + b"x", b"Content-Type: text/html\r\n"
    ),
    "zip bomb": lambda _: _with(pack({"IHE_XDM/SUBSET01/DOC0001.XML": b"0" * 80_000_000})),
    "70000 entries": lambda _: _with(
        pack({str(number): b"" for number in range(70_000)}, zipfile.ZIP_STORED)
    ),
    "traversal": lambda _: _with(pack({"../../etc/cron.d/x": REPORT, "ok.xml": REPORT})),
    "not a zip": lambda _: _with(b"MZ" + ARCHIVE),
    "wrong hash": lambda _: _with(repack(DOC0001_XML=REPORT)),
    "entities": lambda _: _with(pack({"DOC0001.XML": _BOMB})),
    "external entity": lambda _: _with(pack({"DOC0001.XML": _THIEF})),
    "deep document": lambda _: _with(
        pack({"DOC0001.XML": b"<ClinicalDocument>" + b"<a>" * 50_000})
    ),
    "large document": lambda _: _with(
        pack(
            {"DOC0001.XML": b"<ClinicalDocument>" + b"<a/>" * 2_000_000 + b"</ClinicalDocument>"}, 0
        )
    ),
    "wide document": lambda _: _with(pack({"DOC0001.XML": _wide()}, zipfile.ZIP_STORED)),
    "texts in texts": lambda _: _with(pack({"DOC0001.XML": _nested_texts()}, zipfile.ZIP_STORED)),
    "one long passage": lambda _: _with(pack({"DOC0001.XML": _long_passage()}, zipfile.ZIP_STORED)),
    "damaged winmail.dat": lambda chance: whole(
        multipart(
            "mixed",
            part(
                base64.encodebytes(tnef(("a", b"b" * 500))[: chance.randint(4, 500)]),
                "Content-Type: application/ms-tnef; name=winmail.dat",
                "Content-Transfer-Encoding: base64",
            ),
        )
    ),
    "empty": lambda _: b"",
    "noise": lambda chance: chance.randbytes(5_000),
}


def hostile_mails(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """`count` mails of every kind in turn, always the same for the same seed."""
    chance = random.Random(seed)
    names = list(MAKERS)
    for number in range(count):
        name = names[number % len(names)]
        yield name, MAKERS[name](chance)
