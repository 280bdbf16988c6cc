"""The headers by which MSSanté software talks to MSSanté software (X-MSS-…, ECO 2.2.8 and 2.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from care.standards.rfc5322.headers import Headers

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_MOST_CODES = 50
_YES, _NO = "O", "N"
_CLOSES = "FIN"


@dataclass(frozen=True, slots=True)
class MssHeaders:
    """What such headers tell.

    `has_ins`: the mail carries a whole, qualified INS (None: not told). `document_codes`: types of
    its clinical documents. `product`: the reference of the sending software. `closes`: the
    professional ends the conversation with a patient.
    """

    has_ins: bool | None = None
    document_codes: tuple[str, ...] = ()
    product: str = ""
    closes: bool = False


def read_mss_headers(headers: Headers) -> MssHeaders:
    """What the sender's software tells; values of another shape count as not told."""
    codes = _CODE.findall(headers.text("x-mss-codecda"))[:_MOST_CODES]
    return MssHeaders(
        {_YES: True, _NO: False}.get(headers.text("x-mss-ins").strip().upper()[:1]),
        tuple(dict.fromkeys(codes)),
        headers.text("x-mss-nil")[:200],
        headers.text("x-mss-mes").strip().upper() == _CLOSES,
    )


def write_mss_headers(told: MssHeaders) -> Iterator[tuple[str, str]]:
    """The headers to add to a mail."""
    if told.has_ins is not None:
        yield "X-MSS-INS", _YES if told.has_ins else _NO
    if told.document_codes:
        yield "X-MSS-CODECDA", ",".join(told.document_codes)
    if told.product:
        yield "X-MSS-NIL", " ".join(told.product.split())
    if told.closes:
        yield "X-MSS-MES", _CLOSES
