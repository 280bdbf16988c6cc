"""Words that mean the same skill, whichever of them somebody wrote of themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from care.directory.spelling import joined


def synonyms(word: str) -> tuple[str, ...]:
    """The other folded words for what the folded `word` means, none when it is not known."""
    return _synonyms().get(word, ())


@cache
def _synonyms() -> Mapping[str, tuple[str, ...]]:
    source = Path(__file__).with_name("synonyms.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, None]] = {}
    for group in tomllib.loads(source)["same"]:
        folded = [joined(word) for word in group]
        for word in folded:
            found.setdefault(word, {}).update(dict.fromkeys(w for w in folded if w != word))
    return {word: tuple(others) for word, others in found.items()}
