"""Why a page gets no answer: a status, a code for the page, a sentence for the person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from care.runtime.errors import Refusal
from care.runtime.texts import Texts
from widgets.engine.view import ProblemView

TEXTS = Texts(Path(__file__).with_name("fr.ftl"))
_WHO_ARE_YOU = frozenset(
    {"session-unknown", "session-closed", "session-expired", "token-expired", "openid-refused"}
)


class Problem(Exception):
    """`code` is also the key of the sentence. `wait`: seconds after which to try again."""

    def __init__(self, status: int, code: str, *, wait: float = 0, incident: str = "") -> None:
        super().__init__(code)
        self.status, self.code, self.wait, self.incident = status, code, wait, incident

    def view(self) -> ProblemView:
        """What the page is told."""
        facts = {"incident": self.incident} if self.incident else {}
        sentence = TEXTS.say(self.code, **facts)
        return ProblemView(
            code=self.code, sentence=sentence, incident=self.incident, wait=self.wait
        )


def status_of(refusal: Refusal) -> int:
    """401 when it must be said anew who asks, 403 when the answer is no."""
    return 401 if refusal.reason in _WHO_ARE_YOU else 403


def sentence_of(reason: str, say: Callable[..., str] | None, **facts: object) -> str:
    """The sentence of a refusal: the page's own, else the engine's."""
    for speak in (say, TEXTS.say):
        try:
            if speak is not None:
                return speak(reason, **facts)
        except KeyError:
            continue
    return TEXTS.say("refused")
