"""What a patient agreed to or opposed, and why a circle closes, in the words of every day."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from care.circles.model import CloseReason
from care.consent.model import Evidence, Giver, Scope
from care.directory.spelling import fold
from care.identity.birth_date import parse_birth_date
from care.identity.reason import IdentityRefused

_FILE = Path(__file__).with_name("reasons.toml")
_DATE = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b")
_PERSON = re.compile(
    r"(?:\ba|\bà|\bavec|\bpour|\benvers)\s+(?:le\s+|la\s+|m\.\s+|mme\s+)?(.+)$", re.I
)
_WITH = re.compile(r"\b(?:avec|envers)\s+(?:le\s+|la\s+|m\.\s+|mme\s+)?(.+)$", re.I)
_GIVERS = {
    "tuteur": Giver.LEGAL_REPRESENTATIVE,
    "tutrice": Giver.LEGAL_REPRESENTATIVE,
    "curateur": Giver.LEGAL_REPRESENTATIVE,
    "parent": Giver.LEGAL_REPRESENTATIVE,
    "parents": Giver.LEGAL_REPRESENTATIVE,
    "confiance": Giver.TRUSTED_PERSON,
}
_WRITTEN = frozenset({"ecrit", "ecrite", "signe", "signee", "formulaire"})
_MAIL = frozenset({"mail", "mails", "courrier", "courriers", "mssante", "messagerie", "envoi"})
_PROFESSIONALS = frozenset({"professionnels", "pros", "confreres", "medecins"})
_SHARING = frozenset({"partage", "cercle", "tout", "partager"})
_KNOWN: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("statements.toml").read_text(encoding="utf-8")
)
_UNDONE, _SMALL = frozenset(_KNOWN["undone"]), frozenset(_KNOWN["small"])
_AROUND = frozenset(_KNOWN["around_reason"])
_OTHERWISE = re.compile(r"^\s*autre(?![\w’'])(?:\s+motif)?\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What was understood. `person` is a name, still to be found."""

    scope: Scope
    giver: Giver
    evidence: Evidence
    day: date | None = None
    person: str = ""


def read_statement(text: str) -> Said:
    """What is said in « écrit, au partage, le 12/03/2026 » or « à Paul Inventé »."""
    rest, day = _take_day(text)
    plain = set(fold(rest).split())
    giver = next((giver for word, giver in _GIVERS.items() if word in plain), Giver.PATIENT)
    evidence = Evidence.WRITTEN if plain & _WRITTEN else Evidence.SPOKEN
    if plain & _MAIL:
        to_others = bool(plain & _PROFESSIONALS)
        scope = Scope.MAIL_TO_PROFESSIONALS if to_others else Scope.MAIL_TO_PATIENT
        return Said(scope, giver, evidence, day)
    found = (_WITH if plain & _SHARING else _PERSON).search(rest.strip(" .,:"))
    if found is not None:
        return Said(Scope.PERSON, giver, evidence, day, found[1].strip(" .,:"))
    return Said(Scope.SHARING, giver, evidence, day)


def is_sure(text: str, said: Said, *, opposes: bool) -> bool:
    """Whether `text` says that and nothing else: everybody's access may hang on it.

    « Refus de soins ce matin » opposes no sharing, « consentement refusé » is no consent.
    """
    plain = set(fold(_take_day(text)[0]).split())
    if plain & _UNDONE:
        return False
    if said.scope is not Scope.SHARING:
        return True
    if opposes and not plain & _SHARING:
        return False
    return not plain - _SMALL - _SHARING - _WRITTEN - _GIVERS.keys()


def read_close_reason(text: str) -> tuple[CloseReason, str]:
    """The reason, and the words when it is another one."""
    reason = _reasons().get(_bare(text))
    return (CloseReason.OTHER, text.strip()) if reason is None else (reason, "")


def other_reason(text: str) -> str | None:
    """What follows « autre : », by which a reason of one's own is told from other words."""
    found = _OTHERWISE.match(text)
    return None if found is None else text[found.end() :].strip()


def _take_day(text: str) -> tuple[str, date | None]:
    found = _DATE.search(text)
    if found is None:
        return text, None
    try:
        day = parse_birth_date(found[0]).conventional
    except IdentityRefused:
        return text, None
    before = re.sub(r"\ble\s*$", "", text[: found.start()])
    return before + text[found.end() :], day


@cache
def _reasons() -> dict[str, CloseReason]:
    known = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {_bare(word): CloseReason(reason) for reason, words in known.items() for word in words}


def _bare(text: str) -> str:
    """`text` without dates and small words: « suite au décès de la patiente le 12/11 »."""
    return " ".join(w for w in fold(text).split() if w not in _AROUND and not w.isdigit())
