"""Folding the quoted message and the signature apart from the writer's own words, and quoting.

In doubt nothing is folded: an answer written between the lines of a quote must never be hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from care.standards.rfc5322.marks import load_marks

_DELIMITER = "-- "
_MOST_LINES = 20_000
_LONGEST_LINE = 1_000
_LONGEST_SIGNATURE = 15
_LINES_OF_ATTRIBUTION = 3
_LINES_OF_COPIED_HEADERS = 6


@dataclass(frozen=True, slots=True)
class Folded:
    """A body in three: all of the text is in one of them."""

    own: str
    quoted: str = ""
    signature: str = ""


def fold_quotes(text: str) -> Folded:
    """The writer's words, the message they answer, and what their program added below."""
    lines = text.splitlines()
    if len(lines) > _MOST_LINES:
        return Folded(text)
    cut = _where_quote_begins(lines)
    own, quoted = lines[:cut], lines[cut:]
    signed = _where_signature_begins(own)
    own, signature = own[:signed], own[signed:]
    if not any(line.strip() for line in own):
        return Folded(text.strip())
    return Folded(*("\n".join(part).strip("\n ") for part in (own, quoted, signature)))


def quote(text: str, attribution: str) -> str:
    """`text` as a mail program quotes it, under a line that says whose it is."""
    lines = [f">{'' if line.startswith('>') else ' '}{line}".rstrip() for line in text.splitlines()]
    return "\n".join([attribution, *lines]) if lines else attribution


def _where_quote_begins(lines: Sequence[str]) -> int:
    """The place where all that follows is somebody else's; the end when there is none."""
    for place, line in enumerate(lines):
        if _is_separator(line) or _is_copied_header(lines, place):
            return place - _is_rule(lines, place - 1)
    start = len(lines)
    while start and (not lines[start - 1].strip() or lines[start - 1].lstrip().startswith(">")):
        start -= 1
    if not any(line.lstrip().startswith(">") for line in lines[start:]):
        return len(lines)
    if any(line.lstrip().startswith(">") for line in lines[:start]):
        return len(lines)
    return _before_attribution(lines, start)


def _before_attribution(lines: Sequence[str], start: int) -> int:
    """The words before a quote may run over several lines: as few of them as make sense."""
    marks = load_marks()
    for attribution in (marks.attribution, marks.attribution_by_name):
        for first in range(start - 1, max(-1, start - 1 - _LINES_OF_ATTRIBUTION), -1):
            joined = " ".join(line.strip() for line in lines[first:start])
            if attribution.fullmatch(joined[:_LONGEST_LINE]):
                return first
    return start


def _is_separator(line: str) -> bool:
    return bool(load_marks().separator.fullmatch(line.strip()[:_LONGEST_LINE]))


def _is_copied_header(lines: Sequence[str], place: int) -> bool:
    marks = load_marks()
    if not marks.copied_sender.fullmatch(lines[place].strip()[:_LONGEST_LINE]):
        return False
    near = (line.strip() for line in lines[place + 1 : place + 1 + _LINES_OF_COPIED_HEADERS])
    return sum(bool(marks.copied_others.fullmatch(line[:_LONGEST_LINE])) for line in near) >= 2


def _is_rule(lines: Sequence[str], place: int) -> bool:
    """Outlook draws a line above the headers that it copies."""
    line = lines[place].strip() if place >= 0 else ""
    return len(line) > 4 and set(line) <= set("_-")


def _where_signature_begins(lines: Sequence[str]) -> int:
    for place in range(len(lines) - 1, max(-1, len(lines) - 1 - _LONGEST_SIGNATURE), -1):
        line = lines[place]
        if line in {_DELIMITER, _DELIMITER.rstrip()}:
            return place
        if load_marks().device.fullmatch(line.strip()[:_LONGEST_LINE]):
            rest = [one for one in lines[place + 1 :] if one.strip()]
            return place if not rest else len(lines)
    return len(lines)
