"""Languages by their everyday names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from care.directory.spelling import fold
from care.runtime.errors import Refusal

_BETWEEN = re.compile(r"\s*(?:,|;|/|\+|&|\bet\b|\bou\b)\s*")
_BEFORE = re.compile(r"^(?:(?:l|le|la|les|en|un peu|un peu de|parle|langue)\s+)+")
_MOST = 12


@cache
def language_names() -> Mapping[str, str]:
    """The name shown for each language code."""
    return {code: names[0] for code, names in _known().items()}


@cache
def language_words() -> Mapping[str, str]:
    """The code of each folded name, the longest names first."""
    pairs = [(fold(name), code) for code, names in _known().items() for name in names]
    return dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def parse_languages(text: str) -> tuple[str, ...]:
    """The codes of the languages listed in `text`. Raises Refusal for one that is not known."""
    found: dict[str, None] = {}
    for part in _BETWEEN.split(text.strip()):
        named = fold(part)
        name = _BEFORE.sub("", named + " ").strip() or named
        if not name:
            continue
        code = language_words().get(name) or language_words().get(named)
        if code is None:
            raise Refusal("language-unknown", language=part.strip()[:40])
        found[code] = None
    if not found:
        raise Refusal("language-unknown", language=text.strip()[:40])
    return tuple(found)[:_MOST]


@cache
def _known() -> Mapping[str, list[str]]:
    source = Path(__file__).with_name("languages.toml").read_text(encoding="utf-8")
    known: dict[str, list[str]] = tomllib.loads(source)
    return known
