"""A mail that comes in: read, brought to the right room, its sender told. One unit of work each."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from care.audit.model import Face
from care.identity.reason import Environment
from care.letters.arriving import receive_letter
from care.letters.model import Letter, LetterKind, LetterState
from care.letters.office import PARIS, Office
from care.letters.reading import read_letter
from care.letters.senders import know_sender
from care.letters.sheets import write_bare_sheet
from care.letters.store import add_letter
from care.letters.trail import note_letter
from care.letters.waking import wake_to_remind, wake_to_show
from care.mail.mailboxes import Mailboxes
from care.mail.model import IncomingMail
from care.mail.ports import TrustedDomains
from care.runtime.errors import Refusal
from care.runtime.units import UnitOfWork


class LetterReader:
    """Implements `MailReader` for every mailbox that has a seat.

    `keeper` is the account that keeps the rooms of circles.
    """

    def __init__(
        self,
        mailboxes: Mailboxes,
        keeper: str,
        trusted: TrustedDomains,
        environment: Environment = Environment.PRODUCTION,
        zone: ZoneInfo = PARIS,
    ) -> None:
        self._mailboxes = mailboxes
        self._keeper = keeper
        self._trusted = trusted
        self._environment = environment
        self._zone = zone

    def handle(self, work: UnitOfWork, mail: IncomingMail) -> None:
        """Bring `mail` where it belongs. Raises Refusal for what must not be opened."""
        office = self._office(mail)
        receive_letter(work, office, mail, read_letter(mail.source))

    def put_aside(self, work: UnitOfWork, mail: IncomingMail, reason: str) -> None:
        """Tell the team of the mailbox what is in quarantine, and why."""
        office = self._office(mail)
        letter = add_letter(
            work,
            Letter(
                number=0,
                mailbox=mail.mailbox,
                kind=LetterKind.PLAIN,
                state=LetterState.QUARANTINED,
                received_at=mail.received_at,
                sheet=write_bare_sheet(mail.source, know_sender(work, mail.sender, "")),
                reason=reason,
                inbox_number=mail.number,
            ),
            b"",
        )
        note_letter(work, letter, "letter.put_aside", None, Face.MAIL, details={"reason": reason})
        wake_to_show(work, office.seat.account)
        wake_to_remind(work, office.seat.account, office.zone)

    def _office(self, mail: IncomingMail) -> Office:
        seat = self._mailboxes.at(mail.mailbox)
        if seat is None:
            raise Refusal("letter-no-room")
        return Office(seat, self._keeper, self._trusted, self._environment, self._zone)
