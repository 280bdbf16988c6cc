"""Why a query gets no answer: an HTTP status, the standard's code, and a sentence in French."""

from __future__ import annotations

from pathlib import Path

from care.directory.fhir.resources import Issue, OperationOutcome
from care.runtime.texts import Texts

_TEXTS = Texts(Path(__file__).with_name("fr.ftl"))


class Problem(Exception):
    """`code` is one of http://hl7.org/fhir/R4/valueset-issue-type.html, `key` a sentence's."""

    def __init__(
        self,
        status: int,
        code: str,
        key: str,
        *,
        wait: float | None = None,
        **facts: object,
    ) -> None:
        super().__init__(key)
        self.status, self.code, self.wait = status, code, wait
        self.sentence = _TEXTS.say(key, **facts)

    def outcome(self) -> OperationOutcome:
        """The resource that says so."""
        return OperationOutcome(issue=[Issue(code=self.code, diagnostics=self.sentence)])


def invalid(key: str, **facts: object) -> Problem:
    """The query itself is wrong (400)."""
    return Problem(400, "invalid", key, wait=None, **facts)


def say(key: str, **facts: object) -> str:
    """A sentence of the catalogue."""
    return _TEXTS.say(key, **facts)
