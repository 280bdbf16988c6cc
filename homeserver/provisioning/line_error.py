"""What is wrong in a line of the accounts file, and the sentence that says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from care.runtime.texts import Texts


@dataclass(frozen=True, slots=True)
class LineError:
    """`reason` is a key of the catalogue, `facts` its variables; line 1 is the heading."""

    line: int
    reason: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return _texts().say("line", line=str(self.line), problem=self._problem())

    def _problem(self) -> str:
        return _texts().say(self.reason, **self.facts)


class Wrong(Exception):
    """Raised while a line is read; becomes a LineError."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


@cache
def _texts() -> Texts:
    return Texts(Path(__file__).with_name("fr.ftl"))
