"""What is said in the triage room beside its cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bots.engine.markup import Written, fact, quote, write
from bots.liaison.cards import short_name
from bots.mailbox.arriving.replies import name_sender, subject_of
from bots.mailbox.triage.texts import TEXTS
from bots.mailbox.triage.wording import say_reason
from care.letters.model import Letter
from care.runtime.errors import Refusal

_SHOWN = 15
_LONGEST = 2_000
_CLOSED = ("letter-archive-", "letter-document-", "letter-mail-", "letter-metadata-")


def list_waiting(letters: Sequence[Letter]) -> Written:
    """What waits, the oldest first."""
    if not letters:
        return write([TEXTS.say("list-none")])
    lines = [TEXTS.say("list-title", count=len(letters))]
    lines += [_line(one) for one in letters[:_SHOWN]]
    if len(letters) > _SHOWN:
        lines.append(TEXTS.say("list-more", count=len(letters) - _SHOWN))
    return write([*lines, TEXTS.say("list-next", number=str(letters[0].number))])


def remind(count: int) -> Written:
    """Something has been waiting for long."""
    return write([TEXTS.say("remind", count=count)])


def say_unshown(letter: Letter, incident: str) -> Written:
    """A letter could not be shown as it should: it is not lost."""
    number = str(letter.number)
    return write([TEXTS.say("unshown", number=number, incident=incident)])


def explain() -> Written:
    """What can be asked."""
    return write([TEXTS.say("help")])


def say_not_understood() -> Written:
    """An answer to a card that says nothing we know."""
    return write([TEXTS.say("not-understood")])


def say_draft_begun(number: int) -> Written:
    """Liaison goes on, alone with whoever asked."""
    return write([TEXTS.say("draft-begun", number=str(number))])


def refuse(refusal: Refusal) -> Written:
    """Why not, and what to do instead."""
    if refusal.reason.startswith(_CLOSED):
        why = say_reason(refusal.reason)
        return write([TEXTS.say("no-letter-unopenable", why=why)])
    facts = {name: quote(str(value)) for name, value in refusal.facts.items()}
    facts["by"] = short_name(str(facts.get("by", "")))
    facts["known"] = "yes" if facts["by"] else "no"
    return write([TEXTS.say(f"no-{refusal.reason}", **facts)])


def show_headers(letter: Letter, headers: Mapping[str, str], size: int, text: str) -> Written:
    """The little that is safe to show of a mail that is not opened."""
    lines = [TEXTS.say("shown-header", number=str(letter.number))]
    lines += [
        TEXTS.say("shown-line", name=TEXTS.say(f"shown-{name}"), value=fact(value))
        for name, value in headers.items()
        if value
    ]
    told = TEXTS.say("shown-bytes", size=size)
    lines.append(TEXTS.say("shown-line", name=TEXTS.say("shown-size"), value=told))
    if text.strip():
        lines.append(TEXTS.say("shown-text"))
        lines += [fact(line) or " " for line in text[:_LONGEST].splitlines()]
    return write(lines)


def say_files(count: int) -> Written:
    """How many files follow, in the thread of the card."""
    return write([TEXTS.say("shown-files", count=count)])


def say_nothing_left() -> Written:
    """Its bytes are not here any more."""
    return write([TEXTS.say("shown-nothing")])


def _line(letter: Letter) -> str:
    if letter.finding is not None:
        why = TEXTS.say(f"why-{letter.finding.value.replace('_', '-')}")
    else:
        why = say_reason(letter.reason)
    return TEXTS.say(
        "list-line",
        number=str(letter.number),
        subject=subject_of(letter),
        who=name_sender(letter.sheet.sender),
        why=why,
    )
