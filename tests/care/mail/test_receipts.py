"""A receipt leaves once for each mail that asked, and never answers a machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.mail import receipts
from care.mail.mailboxes import MailboxSeat
from care.mail.queue import load_due, load_source
from care.mail.receipts import Receipt, queue_receipt
from care.runtime.units import Units
from care.standards.mdn.reading import read_reading_receipt
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


def test_nobody_gets_a_storm_of_them(units: Units, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "MOST_AN_HOUR", 3)
    mails = [written(message_id=f"m{n}@biologie.mssante.example") for n in range(5)]
    assert [answer(units, mail, cause=mail.message_id) for mail in mails] == [True] * 3 + [
        False
    ] * 2
