"""A plain letter: what is on it, in the words of whoever writes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Barcode:
    """What a datamatrix says, and the words beside it."""

    text: str = field(repr=False)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph or a drawing (JPEG, PNG…), and what it shows."""

    content: bytes = field(repr=False)
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter. `identity` are the lines of the block on the first page: what a trait is called,
    and its value (EXI DIF 02: the traits of the INS, and its datamatrix).

    `footer` is on each page, before the page's number.
    """

    title: str
    author: str
    written: datetime
    sender: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    dateline: str = ""
    identity: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    barcode: Barcode | None = None
    text: str = field(default="", repr=False)
    pictures: tuple[Picture, ...] = ()
    footer: str = ""
    language: str = "fr-FR"
