"""What people do, in the words of every day, by the national code (TRE_G15)."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).with_name("professions.csv")


def profession_label(code: str) -> str | None:
    """The everyday word for a TRE_G15 code (`70`: « kinésithérapeute »)."""
    return load_labels().get(code)


def parse_profession(text: str) -> str | None:
    """The code meant by `text`: a code, a word of every day, a synonym; accents and case free."""
    text = text.strip()
    return text if text in load_labels() else _load_words().get(_plain(text))


@cache
def load_labels() -> Mapping[str, str]:
    """Every label, by code."""
    return MappingProxyType({row["code"]: row["label"] for row in _rows()})


@cache
def _load_words() -> Mapping[str, str]:
    words: dict[str, str] = {}
    for row in _rows():
        for word in (row["label"], *row["synonyms"].split(",")):
            if word.strip():
                words[_plain(word)] = row["code"]
    return MappingProxyType(words)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(letters.replace("-", " ").split())
