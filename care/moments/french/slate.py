"""A sentence being read: what has been understood is wiped, and can be cut out of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from care.moments.french.plain import plain
from care.moments.french.spelling import corrected, written_out
from care.moments.french.vocabulary import WIPED

Found = TypeVar("Found")
Span = tuple[int, int]
_PIECE = re.compile(r"[a-z]+| +|[^a-z ]", re.ASCII)
# Small words that only led to what is cut out.
_LEADING = re.compile(
    r"(?:(?<![a-z0-9])(?:pour|vers|a|le|la|les|l|des|du|de|d|au|aux|et|ou|ce|cet|cette|avant|puis"
    r"|apres|jusqu|en|dans|entre|a partir|a compter|d ici|au plus tard|sous|sauf|hormis|excepte"
    r"|hors) ?|[,;:(-] ?)+$",
    re.ASCII,
)
_TITLE = re.compile(r"(?:^|\s)(?:M|MM|Mr|Mme|Mlle|Dr|Pr|St|Ste)\.$")
_TRIM = " \t\n\u00a0\u202f,;:-–—("
_AFTER = " \t\n\u00a0\u202f,;:-–—.)"
_LOOK_BACK = 60
_LETTER = re.compile(r"(?<![a-z0-9])[adl](?![a-z0-9])", re.ASCII)
_APOSTROPHES = ("'", "’", "ʼ")


class Slate:
    """`line` is the sentence in plain letters, single-spaced, slips corrected."""

    def __init__(self, text: str) -> None:
        self.text = unicodedata.normalize("NFC", text)
        self.slips: list[Span] = []
        self._origin: list[int] = []
        self.line = self._fold()
        self.whole = self.line

    def sweep(
        self, pattern: re.Pattern[str], read: Callable[[re.Match[str]], Found | None]
    ) -> list[Found]:
        """What `read` makes of each place where `pattern` fits; wipes those that it takes."""
        found = []
        for match in pattern.finditer(self.line):
            made = read(match)
            if made is not None:
                self.wipe(match.span())
                found.append(made)
        return found

    def wipe(self, span: Span) -> None:
        """Let nothing else be read there."""
        start, end = span
        self.line = self.line[:start] + WIPED * (end - start) + self.line[end:]

    def said(self, span: Span) -> str:
        """The words written there."""
        start, end = self._origin[self._led(span[0])], self._origin[span[1]]
        return self.text[start:end].strip(_TRIM) if span[0] < span[1] else ""

    def _led(self, start: int) -> int:
        """Where the small words begin that lead to `start`."""
        lead = _LEADING.search(self.whole, max(start - _LOOK_BACK, 0), start)
        if lead is None:
            return start
        told = [one.end() for one in _LETTER.finditer(lead[0]) if self._is_told(lead, one.start())]
        return lead.start() + max(told, default=0)

    def _is_told(self, lead: re.Match[str], place: int) -> bool:
        """Whether a letter alone says something: "jambe D demain", not "d’ici demain"."""
        origin = self._origin[lead.start() + place]
        if self.text[origin + 1 : origin + 2] in _APOSTROPHES:
            return False
        is_word = lead[0][place] in "dl" and not lead[0].startswith("d ici", place)
        return is_word or (self.text[origin].isupper() and not self.text.isupper())

    def without(self, spans: Iterable[Span]) -> str:
        """The sentence as it was written, but for those places and the small words before them."""
        kept, place = [], 0
        for start, end in sorted(spans):
            first = max(self._led(start), place)
            kept.append(self.text[self._origin[place] : self._origin[first]].lstrip(_AFTER))
            place = max(end, place)
        kept.append(self.text[self._origin[place] :].lstrip(_AFTER))
        return " ".join(" ".join(kept).split()).strip(_TRIM)

    def has_slip(self, spans: Iterable[Span]) -> bool:
        """Whether one of those places was mistyped."""
        return any(a < end and start < b for a, b in self.slips for start, end in spans)

    def _fold(self) -> str:
        folded = plain(self.text)
        line, length = [], 0
        pieces = list(_PIECE.finditer(folded))
        spelt = [piece[0] for piece in pieces]
        for number, piece in enumerate(pieces):
            word = piece[0]
            if word.isspace():
                written = " "
            else:
                before = self.text[: piece.start()].rstrip()
                raw = self.text[piece.start() : piece.end()]
                is_first = not before or (before[-1] in ".!?:\n" and not _TITLE.search(before))
                is_name = raw[:1].isupper() and not is_first and not raw.isupper()
                full = word if is_name else written_out(spelt, number)
                written = corrected(full, raw, is_first=is_first) if full == word else full
                if written != full:
                    self.slips.append((length, length + len(written)))
            line.append(written)
            length += len(written)
            self._origin += [
                min(piece.start() + rank, piece.end() - 1) for rank in range(len(written))
            ]
        self._origin.append(len(self.text))
        return "".join(line)
