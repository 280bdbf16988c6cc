"""Looking at a letter before deciding: what is in it, or the little that is safe to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from care.letters.deciding import Decider, take_up
from care.letters.model import Letter, LetterState
from care.letters.office import Office
from care.letters.reading import Reading, open_mail, read_letter
from care.letters.store import load_source
from care.letters.trail import note_letter
from care.mail.headers import header_block, header_values
from care.mail.quarantine import load_quarantined
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork
from care.standards.rfc5322.model import Mail

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What is safe to show of a mail in quarantine: headers by name, size, words without a link."""

    headers: Mapping[str, str]
    size: int
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LookedInto:
    """A letter opened, or glimpsed at; neither once its bytes are gone."""

    reading: Reading | None = None
    glimpse: Glimpse | None = None


def look_at(work: UnitOfWork, office: Office, who: Decider, number: int) -> Letter:
    """The letter, for somebody of its team; noted in the trail. Raises Refusal."""
    letter = take_up(work, office, who, number)
    note_letter(work, letter, "letter.looked_at", who.user_id, who.face)
    return letter


def look_into(work: UnitOfWork, letter: Letter) -> LookedInto:
    """What is in a letter, as far as it may be opened."""
    if letter.state is LetterState.QUARANTINED:
        kept = load_quarantined(work.connection, work.keys, letter.inbox_number or 0)
        return LookedInto(glimpse=_glimpse(kept.mail.source) if kept else None)
    source = load_source(work.connection, work.keys, letter.number)
    return LookedInto(read_letter(source) if source else None)


def _glimpse(source: bytes) -> Glimpse:
    headers = _headers(source)
    try:
        text = open_mail(source).body
    except Refusal:
        text = ""
    return Glimpse(headers, len(source), text)


def _headers(source: bytes) -> Mapping[str, str]:
    """Decoded when they can be read, else as they stand."""
    try:
        mail: Mail | None = open_mail(header_block(source) + b"\r\n\r\n")
    except Refusal:
        mail = None
    names = ("from", "to", "subject", "date")
    if mail is not None:
        return {name: mail.headers.text(name)[:_LONGEST] for name in names}
    raw = {name: header_values(source, name) for name in names}
    return {name: values[0][:_LONGEST] for name, values in raw.items() if values}
