"""What others see of a mail of ours: read by Python's own parser, and byte by byte."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any


def on_the_wire(source: bytes) -> EmailMessage:
    """A mail as an independent program reads it; short lines, nothing but ASCII in its headers."""
    assert source.partition(b"\r\n\r\n")[0].isascii()
    assert max(map(len, source.split(b"\r\n"))) <= 998
    mail = message_from_bytes(source, policy=default)
    assert [one for part in mail.walk() for one in part.defects] == []
    return mail


def slot(metadata: Any, name: str) -> str:
    """The value of a slot of the one document that is declared."""
    (value,) = metadata.xpath(
        "//*[local-name()='ExtrinsicObject']/*[local-name()='Slot'][@name=$name]"
        "//*[local-name()='Value']/text()",
        name=name,
    )
    return str(value)
