"""Shows what came and what was decided of it, in order: mails in one room, doubts in the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import structlog

from bots.engine.markup import Written
from bots.mailbox.arriving.expected import origin_of, recognise
from bots.mailbox.arriving.files import (
    ShownFile,
    documents_of,
    files_of,
    has_encrypted,
    words_of,
)
from bots.mailbox.arriving.replies import Surroundings, is_quiet, write_letter
from bots.mailbox.house import House
from bots.mailbox.part import Answers, Part
from bots.mailbox.rooms import MailRoom
from bots.mailbox.triage.cards import write_card
from bots.mailbox.triage.picture import paint
from bots.mailbox.triage.replies import remind, say_unshown
from care.dispatches.resending import forget_old_mails
from care.letters.keeping import forget_what_is_over
from care.letters.model import Letter, LetterState
from care.letters.reading import Reading, read_letter
from care.letters.rules import PATIENCE, needs_bytes
from care.letters.store import (
    count_waiting_since,
    forget_source,
    letters_of_thread,
    load_source,
    mark_shown,
    save_letter,
    show_again,
    unshown_letters,
)
from care.letters.threads import forget_roots, load_thread, root_thread
from care.letters.waking import is_to_remind, is_to_show, wake_to_remind, wake_to_show
from care.matrix.model import Moved
from care.runtime.errors import TemporaryFailure
from care.runtime.logs import incident_number, where
from care.runtime.outgoing import Address, Say
from care.runtime.timers import Timer
from care.runtime.units import UnitOfWork

_AT_ONCE = 10
_log = structlog.get_logger()
_READ = frozenset({LetterState.SHOWN, LetterState.FILED})
_WAITING = frozenset({LetterState.TO_TRIAGE, LetterState.QUARANTINED})


class Arriving(Part):
    """Brings the two rooms of the mailbox of `house` in line with its letters."""

    def __init__(self, house: House) -> None:
        self._house = house

    def due(self, work: UnitOfWork, timer: Timer) -> Answers | None:
        """Something came or was decided; or a morning begins."""
        if is_to_show(timer):
            self._show_all(work)
            return []
        if is_to_remind(timer):
            self._remind(work)
            return []
        return None

    def moved(self, work: UnitOfWork, moved: Moved) -> None:
        """What waits is said again in the room that goes on; conversations begin anew there."""
        if moved.key == MailRoom.TRIAGE:
            show_again(work, self._house.seat.address)
        elif moved.key == MailRoom.LETTERS:
            forget_roots(work, self._house.seat.address)
        wake_to_show(work, self._house.account)

    def _show_all(self, work: UnitOfWork) -> None:
        mailbox = self._house.seat.address
        letters = unshown_letters(work.connection, work.keys, mailbox, _AT_ONCE + 1)
        for letter in letters[:_AT_ONCE]:
            shown = self._shown(work, letter)
            if shown is not None and not needs_bytes(shown, work.now):
                forget_source(work.connection, letter.number)
        if len(letters) > _AT_ONCE:
            wake_to_show(work, self._house.account)

    def _shown(self, work: UnitOfWork, letter: Letter) -> Letter | None:
        """Show a letter; None when only its number could be told, where people decide."""
        try:
            with work.connection.begin_nested(), _about(work, letter) as own:
                shown = self._show(own, self._recognised(own, letter))
                mark_shown(own, shown)
        except TemporaryFailure:
            raise
        # The boundary of this wing: a bug costs one letter its card, never those behind it.
        except Exception as bug:
            incident = incident_number()
            _log.error("letter_not_shown", incident=incident, **where(bug))
            with _about(work, letter) as own:
                self._say(own, MailRoom.TRIAGE, say_unshown(letter, incident), "")
                mark_shown(own, letter)
            return None
        return shown

    def _recognised(self, work: UnitOfWork, letter: Letter) -> Letter:
        """A letter that was never shown, with what it answers."""
        if letter.shows:
            return letter
        known = recognise(work, letter)
        if known != letter:
            save_letter(work, known)
        return known

    def _show(self, work: UnitOfWork, letter: Letter) -> Letter:
        if letter.card or letter.state in _WAITING:
            card = write_card(paint(work, self._house, letter))
            letter = replace(letter, card=self._say(work, MailRoom.TRIAGE, card, letter.card))
        if letter.message or letter.state in _READ:
            letter = self._show_message(work, letter)
        return letter

    def _show_message(self, work: UnitOfWork, letter: Letter) -> Letter:
        reading = self._read(work, letter)
        around = self._surroundings(work, letter, reading)
        written = write_letter(letter, around, self._house.zone)
        thread = load_thread(work.connection, letter.thread) if letter.thread else None
        root = thread.root if thread else ""
        quiet = is_quiet(letter)
        sent = self._say(work, MailRoom.LETTERS, written, letter.message, thread=root, quiet=quiet)
        if letter.thread and not root:
            root_thread(work, letter.thread, sent)
        for file in self._files(letter, around, reading):
            if file.fits:
                work.send(self._house.account, file.to_send(MailRoom.LETTERS.address, root or sent))
        return replace(letter, message=letter.message or sent)

    def _files(
        self, letter: Letter, around: Surroundings, reading: Reading | None
    ) -> list[ShownFile]:
        """What comes with the message: once; documents when no circle shows them."""
        files: list[ShownFile] = []
        if not letter.message:
            files += words_of(letter, with_quoted=around.quotes_a_stranger)
            files += files_of(reading) if reading else []
        if letter.state is LetterState.SHOWN and reading is not None:
            files += documents_of(reading)
        return files

    def _read(self, work: UnitOfWork, letter: Letter) -> Reading | None:
        source = load_source(work.connection, work.keys, letter.number)
        return None if source is None else read_letter(source)

    def _surroundings(
        self, work: UnitOfWork, letter: Letter, reading: Reading | None
    ) -> Surroundings:
        thread = load_thread(work.connection, letter.thread) if letter.thread else None
        others = (
            letters_of_thread(work.connection, work.keys, letter.thread) if letter.thread else []
        )
        earlier = [one for one in others if one.number < letter.number]
        is_late = any(
            letter.sheet.message_id and letter.sheet.message_id in one.sheet.before
            for one in earlier
        )
        files = files_of(reading) if reading else []
        return Surroundings(
            is_first=thread is None or thread.root in {"", letter.message},
            is_late=is_late,
            is_closed=thread is not None and thread.is_closed,
            too_large=tuple(one.name for one in files if one.content and not one.fits),
            has_encrypted=reading is not None and has_encrypted(reading),
            origin=origin_of(work, letter),
        )

    def _say(
        self,
        work: UnitOfWork,
        room: MailRoom,
        written: Written,
        edits: str,
        *,
        thread: str = "",
        quiet: bool = False,
    ) -> str:
        """Say it, or change what was said; the key of the message."""
        to: Address = room.address
        say = Say(
            to,
            written.text,
            html=written.html,
            notice=quiet,
            edits=edits or None,
            thread=None if edits else thread or None,
        )
        sent = work.send(self._house.account, say)
        return edits or sent  # a message is named by its first version

    def _remind(self, work: UnitOfWork) -> None:
        """Once a day, quietly: how much waits, since when; and bytes are forgotten in time."""
        mailbox, house = self._house.seat.address, self._house
        forget_what_is_over(work, mailbox)
        forget_old_mails(work, mailbox)
        count = count_waiting_since(work.connection, mailbox, work.now - PATIENCE)
        if count:
            self._say(work, MailRoom.TRIAGE, remind(count), "", quiet=True)
        wake_to_remind(work, house.account, house.zone)


@contextmanager
def _about(work: UnitOfWork, letter: Letter) -> Iterator[UnitOfWork]:
    """The same work, whose messages are named by the letter: two turns of a timer at one instant
    would else give two letters the same message.
    """
    own = replace(work, cause=f"letter|{letter.number}|{letter.shows}", queued=[])
    yield own
    work.queued.extend(own.queued)
