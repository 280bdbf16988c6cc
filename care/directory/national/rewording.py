"""Other ways to cut a question that found little: words run together, or cut in two."""

from __future__ import annotations

from collections.abc import Iterator

from care.directory.national.question import Token
from care.directory.national.vocabulary import Words

_SHORTEST_RUN_TOGETHER, _SHORTEST_HALF, _SHORTEST_JOINED = 7, 3, 5


def reword(tokens: tuple[Token, ...], words: Words) -> Iterator[tuple[Token, ...]]:
    """`tokens` with two neighbours joined, or with one cut where both halves are known."""
    unknown = [words.rank(token.word) is None for token in tokens]
    for place in range(len(tokens) - 1):
        joined = tokens[place].word + tokens[place + 1].word
        if (unknown[place] or unknown[place + 1]) and len(joined) >= _SHORTEST_JOINED:
            yield (*tokens[:place], Token(joined), *tokens[place + 2 :])
    for place, token in enumerate(tokens):
        if unknown[place] and len(token.word) >= _SHORTEST_RUN_TOGETHER:
            halves = _cut(token.word, words)
            if halves is not None:
                yield (*tokens[:place], Token(halves[0]), Token(halves[1]), *tokens[place + 1 :])


def _cut(word: str, words: Words) -> tuple[str, str] | None:
    """Where both halves are known words and the shorter one is longest."""
    cuts = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
    for cut in sorted(cuts, key=lambda cut: abs(2 * cut - len(word))):
        if words.rank(word[:cut]) is not None and words.rank(word[cut:]) is not None:
            return word[:cut], word[cut:]
    return None
