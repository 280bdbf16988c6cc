"""The text of a mail: the plain alternative when there is one, else HTML as text."""

from __future__ import annotations

from collections.abc import Sequence

from care.standards.rfc5322.charset import decode_text
from care.standards.rfc5322.html_text import html_to_text
from care.standards.rfc5322.leaves import Leaf
from care.standards.rfc5322.reason import MailFlaw

_PLAIN, _HTML = "text/plain", "text/html"
_ALTERNATIVE = "multipart/alternative"
_REPORT = "multipart/report"
_LONGEST = 1_000_000


def choose_texts(leaves: Sequence[Leaf]) -> tuple[list[Leaf], list[Leaf]]:
    """The leaves to read as the body, in order, and those that only say the same otherwise."""
    texts = [one for one in leaves if _is_text(one)]
    written = [one for one in texts if one.media_type == _PLAIN and _is_alternative(one)]
    has_plain = any(decode_text(one.content, one.charset).text.strip() for one in written)
    unread = [
        one for one in texts if _is_alternative(one) and (one.media_type == _PLAIN) is not has_plain
    ]
    return [one for one in texts if one not in unread], unread


def read_body(leaves: Sequence[Leaf], flaws: set[MailFlaw]) -> str:
    """The text of the leaves chosen, one after the other."""
    texts = [text for one in leaves if (text := _read(one, flaws).strip("\r\n"))]
    body = "\n\n".join(texts)
    if len(body) > _LONGEST:
        flaws.add(MailFlaw.BODY_CUT)
    return body[:_LONGEST]


def _is_text(leaf: Leaf) -> bool:
    reported = bool(leaf.inside) and leaf.inside[-1] == _REPORT and leaf.place > 0
    return leaf.media_type in {_PLAIN, _HTML} and not leaf.is_attachment and not reported


def _is_alternative(leaf: Leaf) -> bool:
    return _ALTERNATIVE in leaf.inside


def _read(leaf: Leaf, flaws: set[MailFlaw]) -> str:
    decoded = decode_text(leaf.content, leaf.charset)
    if decoded.is_guessed:
        flaws.add(MailFlaw.CHARSET_WRONG)
    if leaf.media_type == _HTML:
        return html_to_text(decoded.text)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    return _unflow(text) if leaf.is_flowed else text


def _unflow(text: str) -> str:
    """Lines that end with a space go on (RFC 3676), but for the mark of a signature."""
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        if goes_on and not line.startswith(">"):
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(lines)
