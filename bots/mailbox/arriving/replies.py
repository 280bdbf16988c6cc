"""A mail as people read it: who, what, when, the words, what comes with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bots.engine.markup import Written, fact, write
from bots.mailbox.arriving.expected import Origin
from bots.mailbox.arriving.texts import TEXTS
from care.documents.model import Sender
from care.letters.model import Finding, Letter, LetterKind, LetterState
from care.runtime.texts import french_date, french_time
from care.standards.rfc5322.reason import MailFlaw

LONGEST = 4_000
_BEGINNING = 1_500
_DAMAGED = frozenset(
    {MailFlaw.ENCODING_WRONG, MailFlaw.CHARSET_WRONG, MailFlaw.BODY_CUT, MailFlaw.TOO_MANY_FILES}
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a letter beside itself: whether it opens its conversation, or came after
    what answers it; whether that is closed; which files are too large to be shown; whether a part
    of it is closed to us; what left from a circle that it answers.
    """

    is_first: bool = True
    is_late: bool = False
    is_closed: bool = False
    too_large: tuple[str, ...] = ()
    has_encrypted: bool = False
    origin: Origin | None = None

    @property
    def quotes_a_stranger(self) -> bool:
        """Whether what it quotes is to be read nowhere else."""
        return self.is_first


def write_letter(letter: Letter, around: Surroundings, zone: ZoneInfo) -> Written:
    """The message of a letter in the mailbox's room, as it stands."""
    sheet = letter.sheet
    lines = [
        _title(letter),
        _address(letter, zone),
        *_cautions(letter, around),
        *_words(letter),
        *_quoted(letter, around),
        *_files(sheet.files, around),
        *_origin(letter, around, zone),
        *_next(letter, around),
    ]
    return write(lines)


def name_sender(sender: Sender) -> str:
    """`Dr Alice FICTIF, médecin, CABINET FICTIF`; for a stranger, the name that they give."""
    if sender.is_verified:
        parts = (sender.name, sender.profession, sender.place)
        return fact(", ".join(part for part in parts if part))
    return fact(sender.shown or sender.address)


def subject_of(letter: Letter) -> str:
    """What a letter is about, in a line."""
    return fact(letter.sheet.subject) or TEXTS.say("letter-no-subject")


def is_quiet(letter: Letter) -> bool:
    """Whether nobody needs to look at it at once."""
    return letter.sheet.is_automatic or letter.state is LetterState.FILED


def _title(letter: Letter) -> str:
    facts = {"who": name_sender(letter.sheet.sender), "subject": subject_of(letter)}
    match letter.state:
        case LetterState.FILED if letter.finding is Finding.SUPERSEDED:
            return TEXTS.say("letter-filed-old", **facts)
        case LetterState.FILED:
            return TEXTS.say("letter-filed", **facts)
        case LetterState.TO_TRIAGE:
            return TEXTS.say("letter-back", number=str(letter.number), **facts)
        case LetterState.DISCARDED:
            return TEXTS.say("letter-discarded", number=str(letter.number), **facts)
    if letter.sheet.error_code is not None:
        return TEXTS.say("letter-error", code=letter.sheet.error_code, **facts)
    if letter.kind is LetterKind.PATIENT:
        return TEXTS.say("letter-from-patient", **facts)
    return TEXTS.say("letter-automatic" if letter.sheet.is_automatic else "letter-title", **facts)


def _address(letter: Letter, zone: ZoneInfo) -> str:
    address = fact(letter.sheet.sender.address)
    if letter.sheet.written_at is None:
        return TEXTS.say("letter-undated", address=address)
    at = letter.sheet.written_at.astimezone(zone)
    date, time = french_date(at.date()), french_time(at)
    return TEXTS.say("letter-address", address=address, date=date, time=time)


def _cautions(letter: Letter, around: Surroundings) -> Iterator[str]:
    sender = letter.sheet.sender
    if letter.sheet.is_outside:
        yield TEXTS.say("letter-outside")
    if sender.is_spoofed:
        yield TEXTS.say("letter-spoofed", shown=fact(sender.shown))
    elif not sender.is_verified and letter.kind is LetterKind.PLAIN:
        yield TEXTS.say("letter-unknown-sender")
    if around.is_late:
        yield TEXTS.say("letter-late")
    if _DAMAGED.intersection(letter.sheet.flaws):
        yield TEXTS.say("letter-damaged")
    if around.has_encrypted:
        yield TEXTS.say("letter-encrypted")


def _words(letter: Letter) -> Iterator[str]:
    text = letter.sheet.text.strip()
    is_long = len(text) > LONGEST
    shown = text[:_BEGINNING].rstrip() + "…" if is_long else text
    for line in shown.splitlines():
        yield fact(line) or " "
    if is_long:
        yield TEXTS.say("letter-cut", name=TEXTS.say("text-file"))


def _quoted(letter: Letter, around: Surroundings) -> Iterator[str]:
    lines = len(letter.sheet.quoted.splitlines())
    if lines and around.quotes_a_stranger:
        yield TEXTS.say("letter-quoted-file", lines=lines, name=TEXTS.say("quoted-file"))
    elif lines:
        yield TEXTS.say("letter-quoted", lines=lines)


def _files(names: Sequence[str], around: Surroundings) -> Iterator[str]:
    shown = [name for name in names if name not in around.too_large]
    if shown:
        joined = ", ".join(fact(name) for name in shown)
        yield TEXTS.say("letter-files", count=len(shown), names=joined)
    if around.too_large:
        yield TEXTS.say("letter-too-large", names=", ".join(map(fact, around.too_large)))


def _origin(letter: Letter, around: Surroundings, zone: ZoneInfo) -> Iterator[str]:
    """Which circle waited for it, by its pseudonym, and the word that files it there."""
    if around.origin is None:
        return
    at = around.origin.sent_at.astimezone(zone)
    facts = {
        "circle": fact(around.origin.circle),
        "kind": fact(around.origin.kind) or TEXTS.say("letter-answers-message"),
        "date": french_date(at.date()),
        "time": french_time(at),
    }
    yield TEXTS.say("letter-answers", **facts)
    if letter.state is LetterState.SHOWN and letter.kind is LetterKind.PLAIN:
        key = "letter-file-open" if around.origin.is_open else "letter-file-apart"
        yield TEXTS.say(key, circle=fact(around.origin.circle))


def _next(letter: Letter, around: Surroundings) -> Iterator[str]:
    if letter.state is LetterState.FILED:
        yield TEXTS.say("letter-undo", number=str(letter.number))
    elif around.is_closed:
        yield TEXTS.say("letter-closed")
    elif around.is_first and letter.state is LetterState.SHOWN and not letter.sheet.is_automatic:
        yield TEXTS.say("letter-answer")
