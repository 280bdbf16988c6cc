"""Delivery notices (RFC 3464) and receipts (RFC 8098) that come back: who, and what.

Only the small machine-readable part is decoded: the original that a report carries stays bytes.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bridges.mssante.delivery import Happening
from bridges.mssante.headers import header_values, message_id_of

_MOST_PARTS = 8
_LONGEST_STATUS = 65_536
_MOST_RECIPIENTS = 500
_ACTIONS = {
    "delivered": Happening.ARRIVED,
    "relayed": Happening.ARRIVED,
    "expanded": Happening.ARRIVED,
    "delayed": Happening.DELAYED,
    "failed": Happening.BOUNCED,
}
_DISPOSITIONS = {
    "displayed": Happening.OPENED,
    "processed": Happening.OPENED,
    "dispatched": Happening.ARRIVED,
    "deleted": Happening.DISCARDED,
}


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What happened for one recipient."""

    recipient: str
    happening: Happening
    code: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """About which mail: by its Message-ID, or by the token of the attempt."""

    message_id: str
    token: str
    lines: tuple[ReportLine, ...]


def read_report(source: bytes) -> Report | None:
    """The report in a mail; None when it is no report, or one that says nothing readable."""
    kind = " ".join(header_values(source, "content-type")).lower()
    boundary = re.search(
        r'boundary="?([^";]{1,100})', " ".join(header_values(source, "content-type"))
    )
    if "multipart/report" not in kind or boundary is None:
        return None
    lines: list[ReportLine] = []
    message_id = token = ""
    for part in _parts(source, boundary[1].strip()):
        type_ = " ".join(header_values(part, "content-type")).lower()
        if type_.startswith("message/delivery-status"):
            token, found = _read_status(_content(part))
            lines += found
        elif type_.startswith("message/disposition-notification"):
            message_id, found = _read_disposition(_content(part))
            lines += found
        elif type_.startswith(("message/rfc822", "text/rfc822-headers")) and not message_id:
            message_id = message_id_of(_after_blank_line(part))
    if not lines or not (message_id or token):
        return None
    return Report(message_id, token, tuple(lines[:_MOST_RECIPIENTS]))


def _parts(source: bytes, boundary: str) -> Iterator[bytes]:
    line = re.compile(rb"^--" + re.escape(boundary.encode()) + rb"(?:--)?[ \t]*\r?\n", re.MULTILINE)
    pieces = line.split(source, _MOST_PARTS)
    yield from pieces[1:]


def _after_blank_line(part: bytes) -> bytes:
    return re.split(rb"\r?\n\r?\n", part, maxsplit=1)[-1]


def _content(part: bytes) -> bytes:
    body = _after_blank_line(part)[:_LONGEST_STATUS]
    encoding = " ".join(header_values(part, "content-transfer-encoding")).lower()
    if encoding == "base64":
        try:
            return base64.b64decode(body)
        except (binascii.Error, ValueError):
            return b""
    return quopri.decodestring(body) if encoding == "quoted-printable" else body


def _read_status(content: bytes) -> tuple[str, list[ReportLine]]:
    blocks = [block for block in re.split(rb"\r?\n[ \t]*\r?\n", content) if block.strip()]
    token = _field(blocks[0], "original-envelope-id") if blocks else ""
    lines = []
    for block in blocks[1:]:
        happening = _ACTIONS.get(_field(block, "action").lower())
        recipient = _address(block)
        if happening is not None and recipient:
            code = re.search(r"\d\.\d{1,3}\.\d{1,3}", _field(block, "status"))
            lines.append(ReportLine(recipient, happening, code[0] if code else ""))
    return token, lines


def _read_disposition(content: bytes) -> tuple[str, list[ReportLine]]:
    message_id = _field(content, "original-message-id")
    disposition = _field(content, "disposition").partition(";")[2].strip().lower()
    type_, _, modifiers = disposition.partition("/")
    happening = _DISPOSITIONS.get(type_.strip())
    recipient = _address(content)
    code = ""
    if modifiers.strip().startswith(("error", "failed", "failure")):
        happening = Happening.UNUSABLE
        # Older programs put the code in the disposition itself (Référentiel MSSanté, before 1.1.3).
        said = _field(content, "error") or modifiers
        number = re.search(r"\b\d{1,3}\b", said)
        code = number[0] if number else ""
    if happening is None or not recipient:
        return message_id, []
    return message_id, [ReportLine(recipient, happening, code)]


def _address(block: bytes) -> str:
    for name in ("original-recipient", "final-recipient"):
        _, _, address = _field(block, name).partition(";")
        if address.strip():
            plain = re.sub(r"\+([0-9A-F]{2})", lambda hexa: chr(int(hexa[1], 16)), address)
            return plain.strip().strip("<>").lower()
    return ""


def _field(block: bytes, name: str) -> str:
    return (header_values(block.lstrip(b"\r\n"), name) or [""])[0]
