"""J1 (steps 2 to 6) and J2 (what leaves), through a real server and an operator."""

from __future__ import annotations

import asyncio
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from care.circles.model import Circle
from care.consent.model import Scope
from care.identity.status import Status
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.composer import OutgoingMail, compose_mail
from tests.care.dispatches.territory import BOX_ALICE, BOX_IDA, PATIENT_BOX, identity
from tests.real.circles.town import Person
from tests.real.mail.sending_town import (
    DOCTOR,
    NURSE,
    PATIENT,
    RADIOLOGIST,
    SendingTown,
    document_of,
    running_sending_town,
    sends,
    shows,
    writes_in,
)

pytestmark = pytest.mark.real


async def test_a_sprain_from_the_request_to_the_patient(tmp_path: Path) -> None:
    async with (
        running_sending_town(tmp_path) as town,
        town.town.people("alice", "ida") as (alice, ida),
    ):
        circle = town.open_circle(identity())
        room = await alice.enters("Cercle ")
        await ida.enters("Cercle ")
        await _a_request_leaves_with_the_number(town, alice, room)
        await _the_report_and_a_photograph_reach_the_doctor(town, ida, room)
        await _the_patient_gets_it_unless_opposed(town, circle, alice, room)
        await _without_qualified_identity_the_number_stays(town, circle, alice, room)


async def _a_request_leaves_with_the_number(town: SendingTown, alice: Person, room: str) -> None:
    """J1.2: 55115-0 in an XDM, X-MSS-INS: O; then 903 shows on its card."""
    preview = await sends(
        alice, room, "!envoyer à Marc Rayon : radio de la cheville droite", "!type 55115-0"
    )
    assert "traits et matricule INS" in preview
    (mail,) = await town.receives(RADIOLOGIST)
    assert mail.mss.document_codes == ("55115-0",)
    assert mail.mss.has_ins is True
    document = document_of(mail)
    assert document.header.patient is not None
    assert document.header.patient.number == identity().number
    archive = next(one for one in mail.attachments if one.is_archive).content
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        metadata = opened.read("IHE_XDM/SUBSET01/METADATA.XML")
        root = etree.fromstring(opened.read("IHE_XDM/SUBSET01/DOC0001.XML"))
    assert b"284067699900138^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH" in metadata
    code = root.find("{urn:hl7-org:v3}code")
    assert code is not None
    assert code.get("code") == "55115-0"
    await alice.hears("remis dans sa boîte", room)
    for _ in range(2):  # a receipt that comes twice says nothing twice
        await town.answers(mail, RADIOLOGIST, BOX_ALICE, 903)
    await alice.hears("le matricule INS est absent (903)", room)
    await alice.hears("n’est pas arrivé chez Dr Marc RAYON", room)
    await town.answers(mail, RADIOLOGIST, BOX_ALICE)
    await alice.hears("Dr Marc RAYON : lu", room)


async def _the_report_and_a_photograph_reach_the_doctor(
    town: SendingTown, ida: Person, room: str
) -> None:
    """J1.4 and J1.5: by role; a photograph posted in the encrypted room; read once taken in."""
    await sends(ida, room, "!envoyer au médecin traitant : entorse simple", "!type urgences")
    written = BytesIO()
    Image.new("RGB", (400, 300), "pink").save(written, "JPEG")
    await shows(ida, room, "cheville.jpg", "image/jpeg", written.getvalue())
    await sends(ida, room, "!envoyer au médecin traitant")
    report, photograph = await town.receives(DOCTOR, 2, sender=BOX_IDA)
    assert report.mss.document_codes == ("15507-7",)
    assert photograph.mss.document_codes == ("52040-3",)
    document = document_of(photograph)
    assert document.header.authors[0].name.family == "SOIGNE"
    assert document.header.recipients
    await town.answers(report, DOCTOR, BOX_IDA)
    await ida.hears("Dr Alice FICTIF : lu", room)


async def _the_patient_gets_it_unless_opposed(
    town: SendingTown, circle: Circle, alice: Person, room: str
) -> None:
    """J1.6 and X9."""
    await sends(alice, room, "!envoyer au patient : voici votre compte rendu")
    (mail,) = await town.receives(PATIENT)
    assert [one.address for one in mail.to] == [PATIENT_BOX]
    assert mail.mss.closes is False
    await sends(alice, room, "!mail patient fin")
    closing = (await town.receives(PATIENT, 2))[1]
    assert closing.mss.closes is True
    town.opposes(circle, Scope.MAIL_TO_PATIENT)
    await alice.says("!envoyer au patient : encore", room)
    await alice.hears("Je vous dis pourquoi en privé", room)
    if not any("s’oppose" in message.text for message in alice.heard):
        await alice.hears("s’oppose")
    assert all(room != one.room_id for one in alice.heard if "s’oppose" in one.text)
    assert len(await asyncio.to_thread(town.mails, PATIENT)) == 2


async def _without_qualified_identity_the_number_stays(
    town: SendingTown, circle: Circle, alice: Person, room: str
) -> None:
    """J1.N: matricule absent, X-MSS-INS: N."""
    town.becomes(circle, identity(Status.RECOVERED))
    preview = await sends(alice, room, "!envoyer à Marc Rayon : contrôle dans huit jours")
    assert "sans matricule INS" in preview
    mail = (await town.receives(RADIOLOGIST, 2))[1]
    assert mail.mss.has_ins is False
    document = document_of(mail)
    assert document.header.patient is not None
    assert document.header.patient.number is None
    assert document.header.patient.traits.birth_name == "EXEMPLE"


async def test_a_colleague_is_answered_in_the_thread_of_their_mail(tmp_path: Path) -> None:
    async with running_sending_town(tmp_path) as town, town.town.people("alice") as (alice,):
        room = await alice.enters("Courriers")
        question = compose_mail(OutgoingMail(
            "<q1@medecin.mssante.example>", datetime.now(UTC), Mailbox(RADIOLOGIST.address, "Marc"),
            (Mailbox(BOX_ALICE),), "Scanner de Mme E.", "Faut-il injecter ?",
        ))  # fmt: skip
        await town.operator.deliver(BOX_ALICE, question)
        await alice.hears("Faut-il injecter", room)
        await writes_in(alice, room, alice.heard[-1].event_id, "Oui, sans hésiter.")
        await alice.hears("RAYON : en attente", room)
        await alice.hears("RAYON : remis", room)
        (answer,) = await town.receives(RADIOLOGIST)
        assert answer.in_reply_to == "q1@medecin.mssante.example"
        assert answer.folded.own == "Oui, sans hésiter."
        assert "> Faut-il injecter ?" in answer.folded.quoted
        assert answer.subject.is_reply


async def test_an_operation_its_correction_and_its_withdrawal(tmp_path: Path) -> None:
    async with (
        running_sending_town(tmp_path) as town,
        town.town.people("alice", "ida") as (alice, ida),
    ):
        town.open_circle(identity())
        room = await alice.enters("Cercle ")
        await ida.enters("Cercle ")
        await sends(
            alice, room, "!envoyer à Marc Rayon : appendicectomie ce jour", "!type opératoire"
        )
        (first,) = await town.receives(RADIOLOGIST)
        before = document_of(first).header
        assert before.version == 1

        await sends(alice, room, "!remplacer envoi 1 : appendicectomie ce jour, sans drain")
        second = (await town.receives(RADIOLOGIST, 2))[1]
        after = document_of(second).header
        assert second.subject.replaces
        assert (after.version, after.set_id) == (2, before.set_id)
        assert list(after.replaces) == [before.id]
        assert second.in_reply_to == first.message_id

        await sends(
            alice, room, "!envoyer à Marc Rayon et à Ida Soigne : sortie ce jour", "!type sortie"
        )
        third = (await town.receives(RADIOLOGIST, 3))[2]
        assert {one.address for one in third.to} == {RADIOLOGIST.address, NURSE.address}
        assert third.mss.document_codes == ("11490-0",)

        await alice.says("!annuler envoi 2", room)
        await alice.hears("Annulé depuis", room)
        notice = (await town.receives(RADIOLOGIST, 4))[3]
        assert not notice.subject.is_document
        assert notice.in_reply_to == second.message_id

        await alice.says("!envois", room)
        listed = await alice.hears("Derniers envois", room)
        assert "(annulé)" in listed
        assert "(remplacé)" in listed
