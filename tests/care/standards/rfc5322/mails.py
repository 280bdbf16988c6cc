"""Mails of our own making."""

from __future__ import annotations

import struct

HEAD = (
    b"From: Alice FICTIF <alice.fictif@medecin.mssante.example>\r\n"
    b"To: radiologie@ch-fictif.mssante.example\r\n"
    b"Date: Fri, 20 Nov 2026 09:12:00 +0100\r\n"
    b"Message-ID: <m1@medecin.mssante.example>\r\n"
    b"Subject: Bonjour\r\n"
    b"MIME-Version: 1.0\r\n"
)


def mail(content: bytes = b"Bonjour\r\n", headers: bytes = b"", head: bytes = HEAD) -> bytes:
    """A mail of one part, or with the headers that tell of its parts."""
    return head + headers + b"\r\n" + content


def part(content: bytes, *headers: str) -> bytes:
    """A part of a multipart."""
    return "\r\n".join([*headers, "", ""]).encode() + content


def multipart(kind: str, *parts: bytes, boundary: str = "b1", extra: str = "") -> bytes:
    """A multipart with its own header, to be put into a mail or into another one."""
    mark = f"--{boundary}\r\n".encode()
    inside = b"".join(mark + one + b"\r\n" for one in parts)
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"{extra}\r\n\r\n'.encode()
    return head + inside + f"--{boundary}--\r\n".encode()


def whole(body: bytes, head: bytes = HEAD) -> bytes:
    """A mail whose content brings its own headers."""
    return head + body


def tnef(*files: tuple[str, bytes], text: bytes = b"") -> bytes:
    """A winmail.dat as Outlook makes it, with these files inside."""
    attributes = [_attribute(1, 0x00089006, b"\x00\x00\x01\x00")]
    if text:
        attributes.append(_attribute(1, 0x0002800C, text + b"\0"))
    for name, content in files:
        attributes += [
            _attribute(2, 0x00069002, b"\x01\x00" + b"\x00" * 12),
            _attribute(2, 0x00018010, name.encode("cp1252") + b"\0"),
            _attribute(2, 0x0006800F, content),
        ]
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(attributes)


def _attribute(level: int, name: int, content: bytes) -> bytes:
    head = struct.pack("<BII", level, name, len(content))
    return head + content + struct.pack("<H", sum(content) & 0xFFFF)


def nested(levels: int, kind: str = "multipart") -> bytes:
    """A mail of parts inside parts."""
    if kind == "message":
        return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * levels + b"\r\nleaf"
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(levels)
    )
    return HEAD + opened + b"Content-Type: text/plain\r\n\r\nleaf\r\n"


def repeated(head: bytes, unit: bytes, times: int, tail: bytes = b"") -> bytes:
    """Something small, many times over."""
    return head + unit * times + tail
