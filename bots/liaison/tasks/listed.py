"""Which of the tasks last listed are meant: by number, or by words of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from care.directory.spelling import words
from care.runtime.errors import Refusal

_NUMBERED = re.compile(
    r"\s*(?:(?:la|le|les|t[âa]ches?|rappels?|num[ée]ro|n°|no|n)\s*)*"
    r"([0-9]{1,3})(?![0-9]|\s?h|[/:][0-9])[\s.:]*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|et\b|&|\+)\s*", re.IGNORECASE)
Meant = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """`tasks` as they were numbered (ids and occurrences); `noted` is the one just written."""

    tasks: tuple[Meant, ...]
    text_of: Callable[[str], str]
    noted: str | None = None

    def numbered(self, typed: str) -> tuple[Meant | None, str]:
        """The task that a number names, if one does, and what follows. Raises Refusal."""
        found = _NUMBERED.match(typed)
        if found is None:
            return None, typed
        if not 1 <= int(found[1]) <= len(self.tasks):
            raise Refusal("task-number")
        return self.tasks[int(found[1]) - 1], typed[found.end() :]

    def called(self, typed: str) -> Meant:
        """The one whose text has all these words; without words, the one just written."""
        sought = set(words(typed))
        if not sought and self.noted is not None:
            return self.noted, ""
        found = [
            meant for meant in self.tasks if sought and sought <= set(words(self.text_of(meant[0])))
        ]
        if len(found) != 1:
            raise Refusal("task-number")
        return found[0]

    def all_in(self, typed: str) -> list[Meant]:
        """« 1 », « la 2 », « 1, 2 et 3 », or words of one. Raises Refusal."""
        meant, rest = self.numbered(typed)
        if meant is None:
            return [self.called(typed)]
        found = [meant]
        while (joined := _AND.match(rest)) is not None:
            meant, rest = self.numbered(rest[joined.end() :])
            if meant is None:
                raise Refusal("task-number")
            found.append(meant)
        if words(rest):
            raise Refusal("task-number")
        return list(dict.fromkeys(found))
