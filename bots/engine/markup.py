"""Lines that read the same with and without formatting: bold and links, nothing else."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from care.runtime.texts import cut

_TAG = re.compile(r"</?(?:b|a)(?: [^>]*)?>")
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Written:
    """A message in both forms; `text` is complete without `html`."""

    text: str
    html: str


def write(lines: Iterable[str]) -> Written:
    """Put `lines` (with escaped facts) under each other."""
    kept = [line for line in lines if line]
    plain = [html.unescape(_TAG.sub("", line)) for line in kept]
    return Written("\n".join(plain), "<br>".join(kept))


def together(*parts: Written) -> Written:
    """Several messages as one, under each other."""
    return Written("\n".join(one.text for one in parts), "<br>".join(one.html for one in parts))


def fact(value: str) -> str:
    """`value` as it may be put in a line."""
    return html.escape(value.replace("'", "’"), quote=False)


def address(value: str) -> str:
    """`value`, which must stay as it is to the letter, as it may be put in a line."""
    return html.escape(value)


def quote(value: str) -> str:
    """What someone typed, short and harmless: no control of direction, no line break."""
    seen = "".join(c for c in value if unicodedata.category(c)[0] != "C" or c == "\n")
    words = " ".join(seen.split())
    return fact(cut(words, _LONGEST_QUOTE))


def link(target: str, shown: str) -> str:
    """`shown`, leading to `target` (`tel:`, `mailto:`)."""
    return f'<a href="{html.escape(target)}">{html.escape(shown)}</a>'
