"""Hostile and broken mails, made up one by one: each kind says what must become of it."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from base64 import encodebytes
from collections.abc import Callable
from dataclasses import dataclass, replace

from care.standards.xdm.writer import OutgoingDocument, write_xdm
from tests.care.letters.scene import BOX, LABO, NOW, Paper
from tests.care.standards.xdm.archives import SUBMISSION, WORDS

US, THEM = BOX, LABO


@dataclass(frozen=True, slots=True)
class Bad:
    """A mail, and the fates that are right for it: a state, or `quarantined` with its reason."""

    kind: str
    source: bytes
    fates: frozenset[str]


def head(number: int, *lines: str, sender: str = THEM, subject: str = "") -> bytes:
    """The first lines of a mail; whoever adds a body ends them."""
    told = [
        f"From: {sender}",
        f"To: {US}",
        f"Subject: {subject or f'mauvais {number}'}",
        f"Message-ID: <mauvais.{number}@biologie.mssante.example>",
        *([] if any(line.startswith("Date") for line in lines) else [_DATE]),
        "MIME-Version: 1.0",
        *lines,
    ]
    return "\r\n".join(told).encode() + b"\r\n"


_DATE = "Date: Fri, 20 Nov 2026 09:12:00 +0100"


def with_file(number: int, content: bytes, name: str = "IHE_XDM.ZIP") -> bytes:
    """A mail that announces a document, and this file."""
    subject = "XDM/1.0/DDM+Lettre EXEMPLE JEANNE 15/06/1984"
    start = head(number, 'Content-Type: multipart/mixed; boundary="b"', subject=subject)
    kind = "application/zip" if name.endswith("ZIP") else "text/xml"
    part = (
        f'--b\r\nContent-Type: {kind}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'
    ).encode()
    return start + b"\r\n" + part + encodebytes(content).replace(b"\n", b"\r\n") + b"--b--\r\n"


def pack(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def document(number: int) -> tuple[bytes, bytes]:
    """A good archive, and the document in it."""
    paper = Paper(id=f"9{number}")
    archive = write_xdm(
        replace(SUBMISSION, patient=None), [OutgoingDocument(paper.entry, paper.cda)], WORDS, NOW
    )
    return archive, paper.cda


def repacked(number: int, change: Callable[[str, bytes], bytes]) -> bytes:
    """A good archive whose files are changed."""
    with zipfile.ZipFile(io.BytesIO(document(number)[0])) as archive:
        files = {name: change(name, archive.read(name)) for name in archive.namelist()}
    return pack(files)


def truncated(number: int, chance: random.Random) -> bytes:
    whole = with_file(number, document(number)[0])
    middle = whole.index(b"\r\n\r\n", whole.index(b"--b\r\n")) + 100
    return whole[: chance.randrange(middle, len(whole) - 400)]


def wrong_charset(number: int, chance: random.Random) -> bytes:
    charset = chance.choice(["x-inconnu", "utf-8", "us-ascii", "utf-16", "iso-8859-999", "zlib"])
    start = head(number, f"Content-Type: text/plain; charset={charset}")
    return start + b"\r\n" + chance.randbytes(200).replace(b"\n", b"?") + b"\xe9\xe8\xff\r\n"


def bomb(number: int, _chance: random.Random) -> bytes:
    return with_file(number, pack({"IHE_XDM/SUBSET01/DOC1.XML": b"0" * 60_000_000}))


def bomb_in_the_head(number: int, _chance: random.Random) -> bytes:
    """A ZIP whose directory tells small sizes and whose data is large."""
    raw = bytearray(pack({"IHE_XDM/SUBSET01/METADATA.XML": b"0" * 3_000_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.index(mark) + place
        raw[at : at + 4] = (100).to_bytes(4, "little")
    return with_file(number, bytes(raw))


def traversal(number: int, chance: random.Random) -> bytes:
    name = chance.choice(
        ["../../etc/passwd", "/etc/passwd", "IHE_XDM/../../x", "C:\\x", "a\\..\\b"]
    )
    return with_file(number, pack({name: b"x"}))


def same_name_twice(number: int, _chance: random.Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("IHE_XDM/SUBSET01/DOC1.XML", b"one")
        archive.writestr("IHE_XDM/SUBSET01/doc1.xml", b"two")
    return with_file(number, packed.getvalue())


def crowded(number: int, _chance: random.Random) -> bytes:
    return with_file(number, pack({f"IHE_XDM/{n}": b"" for n in range(5_000)}, zipfile.ZIP_STORED))


def wrong_zip(number: int, chance: random.Random) -> bytes:
    return with_file(number, b"PK\x03\x04" + chance.randbytes(3_000))


def not_a_zip(number: int, chance: random.Random) -> bytes:
    return with_file(number, b"\x89NO ZIP AT ALL " + chance.randbytes(3_000))


def damaged(number: int, chance: random.Random) -> bytes:
    raw = bytearray(document(number)[0])
    for _ in range(40):
        raw[chance.randrange(60, len(raw) // 2)] = chance.randrange(256)
    return with_file(number, bytes(raw))


def wrong_hash(number: int, _chance: random.Random) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"</ClinicalDocument>", b"<!-- --></ClinicalDocument>")

    return with_file(number, repacked(number, change))


def bad_metadata(number: int, chance: random.Random) -> bytes:
    junk = chance.choice([b"<", b"<a></b>", b"\x00", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
    return with_file(
        number, repacked(number, lambda name, c: junk if name.endswith("METADATA.XML") else c)
    )


def external_entity(number: int, chance: random.Random) -> bytes:
    target = chance.choice(["file:///etc/passwd", "http://127.0.0.1:9/x", "php://filter"])
    dtd = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{target}">]>'.encode()
    cda = document(number)[1].replace(b"<ClinicalDocument", dtd + b"<ClinicalDocument", 1)
    return with_file(number, cda, "CDA.XML")


def laughs(number: int, _chance: random.Random) -> bytes:
    levels = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
    )
    cda = document(number)[1].replace(
        b"<ClinicalDocument", b"<!DOCTYPE d [" + levels + b"]><ClinicalDocument", 1
    )
    return with_file(number, cda, "CDA.XML")


def deep_document(number: int, _chance: random.Random) -> bytes:
    deep = b"<section>" * 5_000 + b"</section>" * 5_000
    cda = document(number)[1].replace(b"</ClinicalDocument>", deep + b"</ClinicalDocument>")
    return with_file(number, cda, "CDA.XML")


def torn_document(number: int, chance: random.Random) -> bytes:
    whole = document(number)[1]
    return with_file(number, whole[: chance.randrange(2_000, len(whole) - 30)], "CDA.XML")


def nested(number: int, _chance: random.Random) -> bytes:
    start = head(number, 'Content-Type: multipart/mixed; boundary="b0"')
    levels = b"".join(
        b'--b%d\r\nContent-Type: multipart/mixed; boundary="b%d"\r\n\r\n' % (n, n + 1)
        for n in range(200)
    )
    return start + b"\r\n" + levels + b"--b200\r\n\r\nau fond\r\n"


def mails_in_mails(number: int, _chance: random.Random) -> bytes:
    inside = b"Content-Type: message/rfc822\r\n\r\n" * 500
    return head(number) + inside + b"Content-Type: text/plain\r\n\r\nau fond\r\n"


def endless_parts(number: int, _chance: random.Random) -> bytes:
    start = head(number, 'Content-Type: multipart/mixed; boundary="b"')
    return start + b"\r\n" + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 6_000 + b"--b--\r\n"


def fifty_megabytes(number: int, _chance: random.Random) -> bytes:
    return head(number) + b"\r\n" + b"0123456789abcdef" * 4 * 781_250 + b"\r\n"


def endless_header(number: int, _chance: random.Random) -> bytes:
    return head(number, "X-Long: " + "a" * 300_000) + b"\r\nx\r\n"


def many_headers(number: int, _chance: random.Random) -> bytes:
    return head(number, *(f"X-{n}: x" for n in range(5_000))) + b"\r\nx\r\n"


def malformed_date(number: int, chance: random.Random) -> bytes:
    wrong = chance.choice(
        ["", "hier", "Fri, 99 Foo 99999 99:99:99 +9999", "\x01", "20261120", "-1"]
    )
    return head(number, f"Date: {wrong}") + b"\r\nBonjour\r\n"


def malformed_address(number: int, chance: random.Random) -> bytes:
    wrong = chance.choice(["", "moi", "a@b, c@d.example", "<>", "@b.example", '"a" <b', "a@b@c.d"])
    return head(number, sender=wrong) + b"\r\nBonjour\r\n"


def two_senders(number: int, _chance: random.Random) -> bytes:
    return head(number, "From: urgences@ch.mssante.example") + b"\r\nBonjour\r\n"


def stranger(number: int, _chance: random.Random) -> bytes:
    return head(number, sender=f'"{THEM}" <qui{number}@ailleurs.example>') + b"\r\nBonjour\r\n"


def noise(_number: int, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(1, 5_000)) + b"\r\n"


def null_bytes(number: int, _chance: random.Random) -> bytes:
    return head(number, subject="nul\x00 \x1b[31m\u202e") + b"\r\n\x00\x00\r\n"


def encoded_words(number: int, _chance: random.Random) -> bytes:
    return head(number, subject="=?utf-8?q?=41=?=" * 900) + b"\r\nBonjour\r\n"


def broken_tnef(number: int, chance: random.Random) -> bytes:
    return with_file(number, b"\x78\x9f\x3e\x22" + chance.randbytes(2_000), "winmail.dat")


def compressed_twice(number: int, _chance: random.Random) -> bytes:
    inside = pack({"IHE_XDM/SUBSET01/X.ZIP": zlib.compress(pack({"x": b"0" * 1_000_000}))})
    return with_file(number, inside)


def _in(*reasons: str) -> frozenset[str]:
    return frozenset(f"quarantined {one}" for one in reasons)


Maker = Callable[[int, random.Random], bytes]
_READ = frozenset({"shown"})
_JUDGED = frozenset({"to_triage", "filed"})
_SENDER = _in("mail-sender-unreadable")

KINDS: tuple[tuple[Maker, frozenset[str]], ...] = (
    (truncated, _in("letter-archive-not-an-archive", "letter-archive-damaged")),
    (wrong_charset, _READ),
    (bomb, _in("letter-archive-bomb", "letter-archive-too-big")),
    (bomb_in_the_head, _in("letter-archive-bomb", "letter-archive-damaged")),
    (traversal, _in("letter-archive-unsafe-name")),
    (same_name_twice, _in("letter-archive-name-twice")),
    (crowded, _in("letter-archive-too-many-entries")),
    (wrong_zip, _in("letter-archive-not-an-archive", "letter-archive-damaged")),
    (not_a_zip, _JUDGED),
    (damaged, _in("letter-archive-damaged", "letter-archive-not-an-archive")),
    (wrong_hash, _JUDGED),
    (bad_metadata, _in("letter-metadata-unreadable")),
    (external_entity, _in("letter-document-declares-type")),
    (laughs, _in("letter-document-declares-type")),
    (deep_document, _in("letter-document-too-deep")),
    (torn_document, _in("letter-document-malformed")),
    (nested, _in("letter-mail-too-deep")),
    (mails_in_mails, _in("letter-mail-too-deep", "letter-mail-too-many-parts")),
    (endless_parts, _in("letter-mail-too-many-parts")),
    (endless_header, _SENDER | _in("letter-mail-header-too-long")),
    (many_headers, _SENDER | _in("letter-mail-too-many-headers")),
    (malformed_date, _READ),
    (malformed_address, _SENDER),
    (two_senders, _SENDER),
    (stranger, _in("mail-sender-untrusted")),
    (noise, _SENDER),
    (null_bytes, _READ),
    (encoded_words, _READ),
    (broken_tnef, _READ),
    (compressed_twice, _in("letter-archive-no-document")),
)  # fmt: skip
_HEAVY = 5


def hostile_mails(count: int, seed: int) -> list[Bad]:
    """`count` mails, of every kind in turn; a few of fifty megabytes among them."""
    chance = random.Random(seed)
    every = max(1, count // _HEAVY)
    made = []
    for number in range(count):
        make, fates = KINDS[number % len(KINDS)]
        if number % every == every // 2:
            make, fates = fifty_megabytes, _in("mail-too-large-to-read")
        made.append(Bad(make.__name__, make(number, chance), fates))
    return made


def good_mail(number: int) -> bytes:
    """A mail that is to arrive; one in four carries a document about somebody known."""
    if number % 4:
        return head(100_000 + number, subject=f"bon {number:04}") + b"\r\nBonjour,\r\n"
    archive, _ = document(10_000 + number)
    return with_file(100_000 + number, archive)
