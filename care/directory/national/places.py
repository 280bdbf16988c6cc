"""The words by which a commune is named."""

from __future__ import annotations

from care.directory.spelling import FILLERS, words

_WHOLE, _FIRST, _OTHER, _COMMON = 1.0, 0.95, 0.8, 0.5
_TOO_COMMON = frozenset(
    {
        *("arrondissement", "bois", "bourg", "chateau", "grand", "mer", "mont", "neuf", "notre"),
        *("petit", "saint", "sainte", "seine", "val", "vieux", "ville"),
    }
)


def place_words(names: list[str]) -> dict[str, dict[int, float]]:
    """Each word, and all of them in one, with the ranks of the communes and what it is worth."""
    known: dict[str, dict[int, float]] = {}
    for rank, name in enumerate(names):
        for word, weight in _forms(name).items():
            known.setdefault(word, {})[rank] = weight
    return known


def _forms(name: str) -> dict[str, float]:
    parts = words(name)
    telling = [part for part in parts if part not in FILLERS]
    forms = {}
    for position, part in enumerate(telling):
        if len(part) > 1:
            weight = _FIRST if position == 0 else _OTHER
            forms[part] = _COMMON if part in _TOO_COMMON else weight
    for whole in ("".join(telling), "".join(parts)):
        if whole:
            forms[whole] = _WHOLE
    return forms
