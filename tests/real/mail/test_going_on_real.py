"""What did not arrive leaves again, its answer is told and filed: on real devices and servers."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from care.runtime.outgoing import Address, Say
from care.standards.rfc5322.addresses import Mailbox
from care.standards.rfc5322.composer import OutgoingMail, compose_mail
from tests.care.dispatches.territory import BOX_ALICE, BOX_RAD_2, identity
from tests.real.circles.town import Person
from tests.real.mail.operators import EmbeddedOperator
from tests.real.mail.sending_town import RADIOLOGIST, document_of, running_sending_town, sends

pytestmark = pytest.mark.real


async def replies(person: Person, room: str, words: str, text: str) -> None:
    """Answer the first message there with these words (not an edit), outside of any thread."""
    target = next(
        one
        for one in person.heard
        if one.room_id == room and words in one.text.replace("\u00a0", " ")
    )
    await person.client._send(Say(Address(room), text, in_reply_to=target.event_id))


async def test_a_full_mailbox_then_the_answer(tmp_path: Path) -> None:
    async with running_sending_town(tmp_path) as town, town.town.people("alice") as (alice,):
        assert isinstance(town.operator, EmbeddedOperator)
        full = [True]

        async def refuse(_sender: str, _source: bytes) -> str | None:
            return "552 5.2.2 Mailbox full" if full[0] else None

        town.operator._office.domain.refuse_mail = refuse
        town.open_circle(identity())
        room = await alice.enters("Cercle ")
        letters = await alice.enters("Courriers")
        await sends(alice, room, "!envoyer à Marc Rayon : radio de la cheville", "!type 55115-0")
        await alice.hears("n’est pas arrivé chez Dr Marc RAYON", room)
        assert await asyncio.to_thread(town.mails, RADIOLOGIST) == []

        full[0] = False
        await replies(alice, room, "n’est pas arrivé chez", "renvoyer")
        await alice.hears("Renvoyé, tel quel, à Dr Marc RAYON", room)
        await alice.hears("Dr Marc RAYON : remis dans sa boîte", room)
        (mail,) = await town.receives(RADIOLOGIST)
        assert document_of(mail).header.version == 1
        await replies(alice, room, "en attente d’envoi", "renvoyer")
        await alice.hears("Rien n’est à renvoyer", room)

        answer = OutgoingMail(
            "<a1@medecin.mssante.example>", datetime.now(UTC), Mailbox(BOX_RAD_2, "Marc"),
            (Mailbox(BOX_ALICE),), f"Re: {mail.subject.text}", "Pas de fracture.",
            thread=(mail.message_id,),
        )  # fmt: skip
        await town.operator.deliver(BOX_ALICE, compose_mail(answer))
        shown = await alice.hears("Pas de fracture.", letters)
        assert "Répond à l’envoi du" in shown
        told = await alice.told("réponse reçue le", room)
        assert "fracture" not in told

        await replies(alice, letters, "Pas de fracture.", "classer")
        assert "fracture" not in await alice.told("Courrier reçu par MSSanté", room)
        await replies(alice, letters, "Pas de fracture.", "Merci, je la préviens.")
        thanks = (await town.receives(RADIOLOGIST, 2))[1]
        assert thanks.in_reply_to == "a1@medecin.mssante.example"
        assert thanks.folded.own == "Merci, je la préviens."
        await alice.says("Bien reçu.", letters)
        await alice.hears("pas parti", letters)
        assert len(await asyncio.to_thread(town.mails, RADIOLOGIST)) == 2
