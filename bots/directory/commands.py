"""What people write to the directory, as typed requests."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from care.directory.spelling import fold

LONGEST_QUESTION = 200
_GROUP_WORD = "!annuaire"

_HELP = frozenset(
    (
        *("aide", "help", "bonjour", "bonsoir", "salut", "coucou", "hello", "menu", "info"),
        *("aide moi", "aidez moi", "a l aide", "comment ca marche", "mode d emploi", "allo"),
    )
)
_MORE = frozenset(
    (
        *("plus", "suite", "la suite", "suivant", "suivants", "suivante", "encore", "autres"),
        *("voir plus", "d autres", "en voir plus", "page suivante", "voir la suite"),
    )
)
_THANKS = frozenset(
    (
        *("merci", "merci beaucoup", "merci bien", "grand merci", "super", "super merci"),
        *("ok", "ok merci", "d accord", "parfait", "top", "bonne journee", "au revoir"),
    )
)
_NUMBER = re.compile(r"(?:(?:n|no|num|numero|fiche|le|la|voir) )*(\d{1,3})")
_CONTACT = re.compile(
    r"(?:lui )?(?:contacter|contacte|contact|ecrire|ecris|ecrivez|joindre|inviter|invite|message)"
    r"(?: (?:a|au|le|la|lui|avec|n|no|numero|fiche))*(?: (?P<number>\d{1,3})| (?P<rest>.+))?"
)
_KEYCAP = {0xFE0F: None, 0x20E3: None}


class Puzzle(StrEnum):
    """Why a message cannot be taken for a question."""

    NO_WORDS = "no-words"
    TOO_LONG = "too-long"
    NOT_TEXT = "not-text"


@dataclass(frozen=True, slots=True)
class Search:
    """Whoever `text` is about."""

    text: str


@dataclass(frozen=True, slots=True)
class Pick:
    """The card of a numbered result."""

    number: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Get in touch with a numbered result, or with the open card."""

    number: int | None


@dataclass(frozen=True, slots=True)
class More:
    """The next results."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can be asked."""


@dataclass(frozen=True, slots=True)
class Thanks:
    """Nothing is wanted."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not a question."""

    puzzle: Puzzle


Command = Search | Pick | Contact | More | Help | Thanks | Unknown


def question_in_group(text: str) -> str | None:
    """What follows `!annuaire`; None when the message is not for us."""
    word, *rest = text.split(maxsplit=1) or [""]
    return "".join(rest) if word.casefold() == _GROUP_WORD else None


def parse_command(text: str) -> Command:
    """What `text` asks for; never raises."""
    clean = unicodedata.normalize("NFKC", text.translate(_KEYCAP)).strip()
    called = question_in_group(clean)
    clean = clean if called is None else called.strip() or "?"
    if clean.strip("!/ ") == "?":
        return Help()
    if len(clean) > LONGEST_QUESTION:
        return Unknown(Puzzle.TOO_LONG)
    folded = fold(clean)
    if not folded:
        return Unknown(Puzzle.NO_WORDS)
    return _fixed(folded) or _numbered(folded) or Search(clean)


def _fixed(folded: str) -> Command | None:
    if folded in _HELP:
        return Help()
    if folded in _MORE:
        return More()
    return Thanks() if folded in _THANKS else None


def _numbered(folded: str) -> Command | None:
    if match := _NUMBER.fullmatch(folded):
        return Pick(int(match[1]))
    match = _CONTACT.fullmatch(folded)
    if match is None:
        return None
    if match["rest"]:
        return Search(match["rest"])
    return Contact(int(match["number"]) if match["number"] else None)
