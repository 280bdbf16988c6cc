"""The words of « À classer »: why a letter waits, who wrote it, what was decided."""

from __future__ import annotations

from pathlib import Path

from care.documents.model import Sender
from care.letters.model import Letter, LetterState
from care.runtime.texts import Texts
from widgets.triage.views import SenderView

TEXTS = Texts(Path(__file__).with_name("fr.ftl"))
_DECIDED = frozenset(
    {"letter-is-filed", "letter-is-shown", "letter-is-discarded", "letter-is-released"}
)
_GROUPS = ("letter-archive-", "letter-document-", "letter-mail-")


def key(value: str) -> str:
    """A value as the catalogue writes it."""
    return value.replace("_", "-")


def say(reason: str, **facts: object) -> str:
    """A sentence; when nobody in particular was quicker, the one that names nobody."""
    unnamed = facts.get("by") == "" and reason in _DECIDED
    return TEXTS.say(f"{reason}-already" if unnamed else reason, **facts)


def say_why(letter: Letter) -> str:
    """Why it waits, in a sentence."""
    if letter.state is LetterState.QUARANTINED:
        return _say_aside(letter.reason)
    return TEXTS.say(f"why-{key(letter.finding.value)}") if letter.finding else ""


def subject_of(letter: Letter) -> str:
    """What it is about, in a line."""
    return " ".join(letter.sheet.subject.split()) or TEXTS.say("no-subject")


def show_sender(sender: Sender) -> SenderView:
    """Who the directory says wrote; for a stranger, the name that they give."""
    told = (sender.name, sender.profession, sender.place)
    name = ", ".join(part for part in told if part) if sender.is_verified else sender.shown
    return SenderView(
        name=name or sender.address or TEXTS.say("sender-unreadable"),
        address=sender.address,
        verified=sender.is_verified,
        spoofed=TEXTS.say("spoofed", shown=sender.shown) if sender.is_spoofed else "",
    )


def _say_aside(reason: str) -> str:
    try:
        return TEXTS.say(f"aside-{reason}")
    except KeyError:
        group = next((one for one in _GROUPS if reason.startswith(one)), "")
        return TEXTS.say(f"aside-{group}any")
