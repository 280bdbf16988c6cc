"""Which kind of document something is: said by its name, by who wrote it, or asked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from care.directory.spelling import fold
from care.standards.terminology.document_types import load_document_types

_FILE = Path(__file__).with_name("types.toml")
_MOST = 6
PHOTOGRAPH = "52040-3"
LETTER = "96349-6"
CONSULTATION = "11488-4"
CARE = "11506-3"
ASSESSMENT = "34120-6"

#: What a professional writes when they write in a circle (TRE_G15).
_OF_PROFESSIONS: Mapping[str, str] = MappingProxyType(
    {"10": CONSULTATION, "21": ASSESSMENT, "50": CONSULTATION, "40": CONSULTATION}
)
#: What a file may be when nothing says it.
_USUAL = (CONSULTATION, LETTER, "57833-6", "11502-2", "18748-4", "11490-0")


def types_of_words(profession: str | None) -> tuple[str, ...]:
    """The kind of what a professional said: never in doubt."""
    return (_OF_PROFESSIONS.get(profession or "", CARE),)


def types_of_file(name: str, media_type: str, caption: str = "") -> tuple[str, ...]:
    """The kinds that a file may be, the likeliest first: one when its name or nature says it."""
    found = _named(f"{caption} {name.rpartition('.')[0] or name}")
    if len(found) == 1:
        return found
    if media_type.startswith("image/") and not found:
        return (PHOTOGRAPH,)
    return tuple(dict.fromkeys([*found, *_USUAL]))[:_MOST]


def find_types(typed: str) -> tuple[str, ...]:
    """The kinds that somebody may mean: by code, by the word for one, by words of its label."""
    known = load_document_types()
    bare = typed.strip()
    if bare.upper() in known:
        return (bare.upper(),)
    if exact := _words().get(fold(bare)):
        return (exact,)
    if found := _named(bare):
        return found[:_MOST]
    sought = fold(bare).split()
    labels = {code: fold(one.label).split() for code, one in known.items()}
    alike = [code for code, label in labels.items() if sought and _is_in(sought, label)]
    return tuple(alike[:_MOST])


def _named(text: str) -> tuple[str, ...]:
    """The kinds whose words are in `text`; a longer phrase hides the shorter ones in it."""
    padded = f" {fold(text)} "
    found: dict[str, str] = {}
    for phrase, code in sorted(_words().items(), key=lambda item: -len(item[0])):
        if f" {phrase} " in padded:
            padded = padded.replace(f" {phrase} ", " . ")
            found.setdefault(code, phrase)
    return tuple(found)


def _is_in(sought: Iterable[str], label: list[str]) -> bool:
    return all(any(word.startswith(part) for word in label) for part in sought)


@cache
def _words() -> Mapping[str, str]:
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType({word: code for code, said in told.items() for word in said})
