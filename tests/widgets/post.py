"""Mails that come to the mailboxes of tests, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import update

from care.accounts.store import account_of, save_account
from care.circles.model import Circle, CircleId
from care.dispatches.model import Dispatch, Form, Home, Wanted, Wish
from care.dispatches.preparing import prepare_sending
from care.dispatches.store import dispatches_of_sender
from care.dispatches.watching import DispatchWatcher
from care.dispatches.workflow import send
from care.documents.model import Document
from care.documents.store import load_documents
from care.identity.birth_date import BirthDate
from care.identity.patient import PatientIdentity
from care.letters.model import Letter
from care.letters.reader import LetterReader
from care.letters.store import load_letter
from care.mail.delivery import Happening, after
from care.mail.mailboxes import MailboxSeat
from care.mail.model import DeliveryChange, IncomingMail
from care.mail.queue import load_outgoing
from care.mail.tables import INBOX, RECIPIENTS
from care.runtime.errors import Refusal
from care.standards.pdf.letter import build_letter
from care.standards.pdf.model import Letter as PdfLetter
from care.standards.rfc5322.composer import OutgoingFile
from care.standards.rfc5322.parser import parse_mail
from tests.care.dispatches.territory import (
    ALICE,
    ANNE,
    BOX_ALICE,
    BOX_IDA,
    BOX_TEAM,
    CAMILLE,
    IDA,
    PAUL,
    fill,
    fill_directory,
    identity,
    open_jeanne,
)
from tests.care.letters.scene import LABO, Paper, archive, send_papers, write
from tests.widgets.circles import HOSTILE
from tests.widgets.house import ASSISTANT, House

__all__ = [
    "ALICE", "ANNE", "BOX_ALICE", "BOX_IDA", "BOX_TEAM", "CAMILLE", "IDA", "LABO", "PAUL", "Paper",
    "archive", "identity", "send_papers", "write",
]  # fmt: skip
_TURN = count(1)


def settle(house: House) -> None:
    """Everybody has an account and is in the directory; each mailbox has its team."""
    with house.units.unit("people") as work:
        fill(work)


def open_circle(house: House, who: PatientIdentity | None = None) -> Circle:
    """The circle of Jeanne: Alice treats her, Ida and Paul care, Anne is her daughter."""
    with house.units.unit(f"circle {next(_TURN)}") as work:
        return open_jeanne(work, who or identity())


def come(house: House, source: bytes, *, box: str = BOX_TEAM, reason: str = "") -> Letter:
    """A mail comes to a mailbox, and is put aside when it is refused, or for this `reason`."""
    turn = next(_TURN)
    first = parse_mail(source).sender
    with house.units.unit(f"inbox {turn}") as work:
        number = work.connection.execute(
            INBOX.insert()
            .values(
                mailbox=box, mail_key=f"{turn}", state="quarantined", size=len(source),
                source=work.keys.seal(source, "mail_inbox.source"), received_at=work.now,
                taken_at=work.now,
            )
            .returning(INBOX.c.number)
        ).scalar_one()  # fmt: skip
    mail = IncomingMail(
        number, box, source, first.address if first else "", house.units.clock.now()
    )
    reader = LetterReader(
        house.mail.mailboxes, ASSISTANT, house.mail.trusted, house.mail.environment
    )
    try:
        with house.units.unit(f"mail {number}") as work:
            if reason:
                raise Refusal(reason)
            reader.handle(work, mail)
    except Refusal as refused:
        with house.units.unit(f"aside {number}") as work:
            reader.put_aside(work, mail, refused.reason)
    return letters(house)[-1]


def letters(house: House) -> list[Letter]:
    """Every letter."""
    with house.database.begin() as connection:
        found = (load_letter(connection, house.units.keys, number) for number in range(1, 100))
        return [one for one in found if one is not None]


def letter(house: House, number: int) -> Letter:
    """A letter as it stands now."""
    return next(one for one in letters(house) if one.number == number)


def documents(house: House, circle: Circle) -> list[Document]:
    """What is in a circle."""
    with house.database.begin() as connection:
        return load_documents(connection, house.units.keys, circle.id)


def leave_team(house: House, person: str) -> None:
    """Somebody is in no team any more."""
    seats = tuple(
        MailboxSeat(one.address, one.account, one.name,
                    tuple(other for other in one.team if other != person), one.kind, one.limit)
        for one in house.mail.mailboxes.seats
    )  # fmt: skip
    house.mail.mailboxes.__init__(seats)  # type: ignore[misc]


def send_words(
    house: House, circle: Circle, text: str = "Plaie propre.", by: str = ALICE, box: str = BOX_ALICE
) -> Dispatch:
    """A document made of words leaves for the radiologist, from the circle."""
    return send_about(house, circle.id.text, text, by, box)


def send_about(
    house: House, circle: str, text: str, by: str = ALICE, box: str = BOX_ALICE
) -> Dispatch:
    """The same, from the circle with this id."""
    wanted = Wanted(Form.DOCUMENT, (Wish("Marc Rayon"),), text, mailbox=box)
    with house.units.unit(f"send {next(_TURN)}") as work:
        draft = prepare_sending(work, house.mail, by, circle, wanted)
        home = Home(ASSISTANT, key=f"circle:{circle}", card="c0")
        return send(work, house.mail, draft, b"", home)


def news(house: House, dispatch: Dispatch, happening: Happening, code: str = "") -> None:
    """The operators did something with a mail, or said it."""
    with house.units.unit(f"news {next(_TURN)}") as work:
        mailbox, message_id = dispatch.mailbox, dispatch.message_id
        mail = load_outgoing(work.connection, work.keys, mailbox, message_id)
        assert mail is not None
        for one in mail.recipients:
            state = after(one.state, happening)
            work.connection.execute(
                update(RECIPIENTS)
                .where(RECIPIENTS.c.number == mail.number, RECIPIENTS.c.rank == one.rank)
                .values(state=state.value, code=code, changed_at=work.now)
            )
            change = DeliveryChange(mailbox, message_id, one.address, state, code)
            DispatchWatcher().delivery_changed(work, change)


def last_sent(house: House, by: str = ALICE) -> Dispatch:
    """What somebody sent last."""
    with house.database.begin() as connection:
        every = dispatches_of_sender(connection, house.units.keys, by)
    return max(every, key=lambda one: (one.sent_at, one.version, one.form == "notice"))


def a_pdf(words: str = "CRP 98 mg/L", lines: int = 150) -> bytes:
    """A report of several pages."""
    text = "\n".join(f"{turn}. {words}" for turn in range(lines))
    written = datetime(2026, 11, 12, 9, tzinfo=UTC)
    return build_letter(PdfLetter("Compte rendu", "Laboratoire de l’Exemple", written, text=text))


def furnish(house: House) -> Circle:
    """A practice on an ordinary morning: reports in doubt, a stranger, things sent and lost."""
    settle(house)
    circle = open_circle(house)
    pdf = a_pdf()
    moved = replace(Paper().traits, birth_place="13055", given_names="JEANNE LOUISE")
    text = "Bonjour,\n\nVeuillez trouver le compte rendu.\n\n> Merci de nous l’adresser.\n> Alice\n"
    come(house, send_papers(Paper(traits=moved, number=None, pdf=pdf), text=text))
    other = Paper("2", traits=replace(moved, birth_name="MODELE", birth_date=BirthDate(1951, 2, 3)))
    come(house, send_papers(other, name="Dr Alice FICTIF", sender="autre@laboratoire.example"))
    page = OutgoingFile("facture.html", "text/html", b"<script>alert(1)</script>")
    source = write(subject=HOSTILE, name=HOSTILE, text=HOSTILE, files=[page])
    come(house, source, reason="mail-sender-untrusted", box=BOX_ALICE)
    come(house, write(subject="Archive"), reason="letter-archive-bomb")
    news(house, send_words(house, circle), Happening.OPENED)
    lost = send_words(house, circle, "Ablation des fils le 3/12.")
    news(house, lost, Happening.REFUSED, "552 5.2.2")
    return circle


def bring_mail(house: House, circle: CircleId) -> None:
    """Letters for the team of people who are there already, and what Alice sent about a circle."""
    with house.units.unit("directory") as work:
        fill_directory(work)
        alice = account_of(work.connection, ALICE)
        assert alice is not None
        save_account(work.connection, replace(alice, rpps="10199900373"))
    moved = replace(Paper().traits, birth_place="13055", given_names="JEANNE LOUISE")
    come(house, send_papers(Paper(traits=moved, number=None, pdf=a_pdf())))
    come(house, write(subject="Facture impayée", name="Service", text="Cliquez ici"),
         reason="mail-sender-untrusted")  # fmt: skip
    first = send_about(house, circle.text, "Plaie propre.")
    news(house, first, Happening.OPENED)
    lost = send_about(house, circle.text, "Ablation des fils le 3/12.")
    news(house, lost, Happening.REFUSED, "552 5.2.2")
