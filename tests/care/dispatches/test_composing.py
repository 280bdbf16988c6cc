"""From a draft to bytes: what is shown of the sender, what a plain mail tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.dispatches.composing import Case, compose, name_oid, sender_name
from care.dispatches.model import Addressee, Draft, File, Form, Reach, Told
from care.dispatches.writer import Workplace, Writer
from care.mail.mailboxes import MailboxSeat
from care.runtime.errors import Refusal
from care.runtime.mail_settings import MailboxKind
from care.runtime.sealing import KeyRing
from care.standards.rfc5322.model import Mail
from care.standards.rfc5322.parser import parse_mail
from tests.care.dispatches.territory import ALICE, BOX_ALICE, KEYS, PATIENT_BOX, START, identity

WRITER = Writer(ALICE, "Dr", "Alice", "FICTIF", "10199900373", "G15_10", "Médecin",
                Workplace("CABINET FICTIF"))  # fmt: skip
SEAT = MailboxSeat(BOX_ALICE, "@b:test", "Cabinet de l’Exemple", (ALICE,), MailboxKind.PERSONAL)
DRAFT = Draft(ALICE, BOX_ALICE, Form.MAIL, ALICE, START, text="Bonjour",
              addressees=(Addressee("marc@x.example", "Dr Marc RAYON"),))  # fmt: skip
CASE = Case(DRAFT, SEAT, WRITER, WRITER, Told(), START, "<1@x.example>")


def mail_of(case: Case) -> Mail:
    """The mail, as a recipient reads it."""
    return parse_mail(compose(KEYS, case).source)


def test_a_plain_mail_tells_nothing_of_the_patient_unless_asked() -> None:
    mail = mail_of(CASE)
    assert (mail.mss.has_ins, mail.mss.product) == (False, SEAT.product)
    assert mail.body.startswith("Bonjour")
    assert "Dr Alice FICTIF" in mail.body
    assert mail.subject.text == "Message de Dr Alice FICTIF"


def test_a_mail_about_the_patient_says_who_and_which_number_may_leave() -> None:
    who = identity()
    told = mail_of(replace(CASE, told=Told(who.traits, who.number)))
    assert told.mss.has_ins is True
    assert "matricule INS 284067699900138" in told.body
    bare = mail_of(replace(CASE, told=Told(who.traits)))
    assert bare.mss.has_ins is False
    assert "284067699900138" not in bare.body
    assert "EXEMPLE Jeanne" in bare.body


def test_a_patient_s_mail_does_not_name_them_to_themselves() -> None:
    who = identity()
    patient = Addressee(PATIENT_BOX, "EXEMPLE Jeanne", reach=Reach.PATIENT)
    draft = replace(DRAFT, addressees=(patient,), closes=True, text="")
    mail = mail_of(replace(CASE, draft=draft, told=Told(who.traits, who.number)))
    assert mail.mss.closes
    assert "Fin de l’échange" in mail.body
    assert "EXEMPLE" not in mail.subject.text


@pytest.mark.parametrize("kind", MailboxKind)
def test_the_sender_is_shown_as_the_kind_of_mailbox_wants(kind: MailboxKind) -> None:
    seat = replace(SEAT, kind=kind)
    personal = kind is MailboxKind.PERSONAL
    shown = "Dr_ALICE_FICTIF_CABINET FICTIF" if personal else "Cabinet de l’Exemple"
    assert sender_name(seat, WRITER) == shown
    mail = mail_of(replace(CASE, seat=seat))
    assert bool(mail.reply_to) == (kind is MailboxKind.APPLICATION)
    assert mail.sender is not None
    assert mail.sender.name == shown


def test_files_go_along_as_they_are() -> None:
    files = (File("é.bin", "application/x-thing", b"\0\1"), File("b.txt", "text/plain", b"x"))
    mail = mail_of(replace(CASE, files=files))
    assert [(one.name, one.content) for one in mail.attachments] == [
        ("é.bin", b"\0\1"), ("b.txt", b"x"),
    ]  # fmt: skip


def test_an_unknown_kind_or_address_is_refused() -> None:
    with pytest.raises(Refusal, match="dispatch-which-type"):
        compose(KEYS, replace(CASE, draft=replace(DRAFT, form=Form.DOCUMENT, type_code="x")))
    with pytest.raises(Refusal, match="dispatch-cannot-compose"):
        compose(KEYS, replace(CASE, draft=replace(DRAFT, addressees=(Addressee("é@x"),))))


def test_identifiers_are_always_the_same_and_nobody_else_s() -> None:
    other = KeyRing({1: bytes(32)})
    assert name_oid(KEYS, "a") == name_oid(KEYS, "a")
    assert len({name_oid(KEYS, "a"), name_oid(KEYS, "b"), name_oid(other, "a")}) == 3
    assert len(name_oid(KEYS, "a")) <= 64
