"""The last word about a scope, and only about that one."""

from __future__ import annotations

from care.consent.model import Evidence, Giver, Register, Scope, Stance, Statement
from tests.care.circles.hamlet import NOW, PAUL


def said(stance: Stance, scope: Scope = Scope.SHARING, person: str | None = None) -> Statement:
    return Statement(0, "p", stance, scope, Giver.PATIENT, Evidence.SPOKEN, NOW, "x", person)


def test_the_last_word_counts() -> None:
    yes, no = said(Stance.CONSENT), said(Stance.OPPOSITION)
    about_paul = said(Stance.OPPOSITION, Scope.PERSON, PAUL)
    register = Register((no, about_paul, yes))
    assert register.latest(Scope.SHARING) == yes
    assert register.latest(Scope.PERSON, PAUL) == about_paul
    assert register.latest(Scope.PERSON, "@other:test") is None
    assert Register().latest(Scope.SHARING) is None
