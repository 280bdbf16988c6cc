"""Mails to write, for tests."""

from __future__ import annotations

from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.composer import OutgoingFile, OutgoingMail
from care.standards.rfc5322.mss import MssHeaders
from tests.care.standards.people import AT

ALICE = Mailbox("alice.fictif@medecin.mssante.example", "Dr_ALICE_FICTIF_CABINET FICTIF")
RADIO = Mailbox("radiologie@ch-fictif.mssante.example", "Imagerie « été »")
LETTER = OutgoingMail(
    message_id="m1@medecin.mssante.example",
    date=AT,
    sender=ALICE,
    to=(RADIO,),
    subject="XDM/1.0/DDM+Lettre d’adressage EXEMPLE JEANNE 15/06/1984",
    text="Cher confrère,\n\nvoilà.\n.\nFrom moi",
    cc=(Mailbox("c@x.example"),),
    reply_to=(Mailbox("secretariat@x.example"),),
    thread=("p1@x", "p2@x"),
    files=(
        OutgoingFile("IHE_XDM.ZIP", "application/zip", b"PK\x03\x04" + bytes(range(256))),
        OutgoingFile("20261120_Lettre d’été.pdf", "application/pdf", b"%PDF-1.4\r\n\n"),
    ),
    mss=MssHeaders(True, ("96349-6",), "CERCLE"),
    wants_delivery=True,
    wants_reading=True,
)
