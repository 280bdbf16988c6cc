"""A receipt leaves once for each mail that asked, and never answers a machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.mail import receipts
from care.mail.mailboxes import MailboxSeat
from care.mail.queue import load_due, load_source
from care.mail.receipts import Receipt, queue_receipt, queue_refusal
from care.runtime.units import Units
from care.standards.mdn.reading import read_reading_receipt
from care.standards.rfc5322.automatic import is_automatic
from care.standards.rfc5322.composer import OutgoingMail, compose_mail
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.parser import parse_mail
from tests.bridges.mssante.watching import Domains
from tests.care.standards.people import AT
from tests.care.standards.rfc5322.outgoing import RADIO

SEAT = MailboxSeat("cabinet@cpts.mssante.example", "@mssante.cabinet:x", "Cabinet de l’Exemple")
LABORATORY = replace(RADIO, address="labo@biologie.mssante.example")
LETTER = OutgoingMail(
    message_id="m1@biologie.mssante.example",
    date=AT,
    sender=LABORATORY,
    to=(replace(RADIO, address=SEAT.address),),
    subject="Bonjour",
    text="Voilà.",
    wants_reading=True,
)
TAKEN = Receipt("Intégré", "Le document est dans son cercle.")
REFUSED = Receipt("Refusé", "INS incohérent.", error_code=904, error="INS incohérent")


def written(**other: object) -> Mail:
    """The laboratory's mail, with something else in it."""
    return parse_mail(compose_mail(replace(LETTER, **other)))  # type: ignore[arg-type]


def answer(units: Units, mail: Mail, receipt: Receipt = TAKEN, cause: str = "courrier") -> bool:
    """Whether a receipt left."""
    with units.unit(cause) as work:
        return queue_receipt(work, SEAT, mail, receipt, trusted=Domains()) is not None


def test_it_says_what_became_of_the_mail(units: Units) -> None:
    assert answer(units, written(), REFUSED)
    with units.database.begin() as connection:
        (mail,) = load_due(connection, units.keys, SEAT.address, units.clock.now())
        source = load_source(connection, units.keys, mail.number)
    assert mail.is_receipt
    assert [one.address for one in mail.recipients] == [LABORATORY.address]
    said = read_reading_receipt(parse_mail(source))
    assert (said.message_id, said.error_code) == (LETTER.message_id, 904)
    assert said.recipient == SEAT.address
    assert parse_mail(source).mss.product == SEAT.product


def test_one_mail_has_one_receipt_whatever_happens_to_it(units: Units) -> None:
    assert answer(units, written())
    assert not answer(units, written())
    assert not answer(units, written(), REFUSED, cause="plus tard")
    assert answer(units, written(message_id="m2@biologie.mssante.example"))


@pytest.mark.parametrize(
    "mail",
    [
        written(wants_reading=False),
        written(is_automatic=True, thread=("m0@x",)),
        written(sender=replace(RADIO, address="qui@ailleurs.example")),
        written(sender=replace(RADIO, address=SEAT.address)),
        replace(written(), report_type="disposition-notification"),
        replace(written(), message_id=""),
    ],
    ids=["none asked", "a machine", "not trusted", "ourselves", "a receipt", "no Message-ID"],
)
def test_nothing_answers_what_must_not_be_answered(units: Units, mail: Mail) -> None:
    assert not answer(units, mail)


def refuse(units: Units, mail: Mail, cause: str = "refus") -> bool:
    """Whether an ordinary mail says that it could not be taken in."""
    with units.unit(cause) as work:
        return queue_refusal(work, SEAT, mail, REFUSED, trusted=Domains()) is not None


def test_who_asked_for_no_receipt_is_told_of_an_error_by_an_ordinary_mail(units: Units) -> None:
    mail = written(wants_reading=False)
    assert refuse(units, mail)
    assert not refuse(units, mail, "encore")
    with units.database.begin() as connection:
        (queued,) = load_due(connection, units.keys, SEAT.address, units.clock.now())
        said = parse_mail(load_source(connection, units.keys, queued.number))
    assert queued.is_receipt  # with an empty return path: nothing comes back for it
    assert [one.address for one in said.to] == [LABORATORY.address]
    assert (said.report_type, said.in_reply_to) == ("", LETTER.message_id)
    assert said.body.strip() == REFUSED.text
    assert is_automatic(said)
    assert not refuse(units, said)


@pytest.mark.parametrize(
    "mail",
    [
        written(),
        written(wants_reading=False, is_automatic=True),
        written(wants_reading=False, sender=replace(RADIO, address="qui@ailleurs.example")),
        written(wants_reading=False, sender=replace(RADIO, address=SEAT.address)),
        replace(written(wants_reading=False), report_type="delivery-status"),
        replace(written(wants_reading=False), message_id=""),
    ],
    ids=["a receipt was asked", "a machine", "not trusted", "ourselves", "a report", "no name"],
)
def test_an_ordinary_mail_answers_no_more_than_a_receipt(units: Units, mail: Mail) -> None:
    assert not refuse(units, mail)


def test_nobody_gets_a_storm_of_them(units: Units, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "MOST_AN_HOUR", 3)
    mails = [written(message_id=f"m{n}@biologie.mssante.example") for n in range(5)]
    assert [answer(units, mail, cause=mail.message_id) for mail in mails] == [True] * 3 + [
        False
    ] * 2
