"""Words joined or cut."""

from __future__ import annotations

from care.directory.national.question import Token
from care.directory.national.rewording import reword
from care.directory.national.vocabulary import Words

_WORDS = Words(["dupont", "kine", "lyon", "marie", "sagefemme"])


def _reworded(*typed: str) -> list[list[str]]:
    tokens = tuple(Token(word) for word in typed)
    return [[token.word for token in cut] for cut in reword(tokens, _WORDS)]


def test_neighbours_are_joined_when_one_is_unknown() -> None:
    assert ["sagefamme", "lyon"] in _reworded("sage", "famme", "lyon")
    assert _reworded("marie", "lyon") == []


def test_what_was_run_together_is_cut() -> None:
    assert _reworded("kinelyon") == [["kine", "lyon"]]
    assert _reworded("mariedupont") == [["marie", "dupont"]]
    assert _reworded("zzzzzzzzz") == []
