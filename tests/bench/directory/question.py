"""A question with known answers."""

from __future__ import annotations

from dataclasses import dataclass

#: From where one asks, when it is from elsewhere.
ELSEWHERE = "76351"
#: The kind of what thousands of people fit.
COMMON = "common"


@dataclass(frozen=True, slots=True)
class Question:
    """`text` asked from the commune `near`; any of `answers` (RPPS) may come among the first five.

    `kind` is how it was typed, or what is hard about it.
    """

    text: str
    near: str
    kind: str
    answers: frozenset[str]
    misspelt: bool
