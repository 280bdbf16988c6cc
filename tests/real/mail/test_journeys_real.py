"""J1 and J2 as they arrive: from another operator's server to the encrypted rooms, and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from care.documents.model import Standing
from care.identity.birth_date import BirthDate
from tests.care.letters.scene import Paper, write
from tests.care.standards.people import JEANNE
from tests.real.mail.receiving_town import running_receiving_town

pytestmark = pytest.mark.real
OTHER_DAY = replace(JEANNE.traits, birth_date=BirthDate(1984, 6, 16))


async def test_j1_a_report_is_in_the_circle_and_its_sender_told(tmp_path: Path) -> None:
    """J1.3 to J1.5; N: the same with an identity in doubt."""
    async with (
        running_receiving_town(tmp_path, "alice", "paul") as town,
        town.town.people("alice", "paul") as (alice, paul),
    ):
        circle = town.open_circle("alice", "ida")
        room = await alice.enters("Cercle ")
        mails = await alice.enters("Courriers")
        triage = await paul.enters("À trier")
        await alice.enters("À trier")

        await town.sends(Paper("1"), text="Contrôle dans une semaine.")
        await alice.told("Lettre d’adressage", room)
        line = await alice.told("Classé dans le cercle", mails)
        assert "Contrôle dans une semaine." in line
        (receipt,) = await town.receipts(1)
        assert receipt.is_positive

        # N: the identity differs: nobody's circle, then somebody's decision.
        await town.sends(Paper("2", traits=OTHER_DAY))
        card = await paul.told("À trier n° 2", triage)
        assert "dans le courrier 16/06/1984" in card
        assert len(town.documents(circle)) == 1
        await paul.says("2 : 1", triage)
        await paul.told("N° 2 classé par INVENTE Paul", triage)
        await alice.says("2 : aucun", triage)
        await alice.told("Trop tard : INVENTE Paul a déjà classé", triage)
        assert len(town.documents(circle)) == 2
        receipts = await town.receipts(2)
        assert [one.by_machine for one in receipts] == [True, False]

        # A colleague's question and its answer hang together.
        await town.gets(write(message_id="q@biologie.mssante.example", subject="Avis ?"))
        await alice.told("Avis ?", mails)
        await town.gets(
            write(thread=("q@biologie.mssante.example",), subject="Re: Avis ?", text="Relance")
        )
        await alice.told("Relance", mails)
        root, answer = (
            next(one for one in alice.heard if words in one.text) for words in ("Avis", "Relance")
        )
        assert root.thread is None
        assert answer.thread == root.event_id


async def test_j2_versions_duplicates_and_a_deletion(tmp_path: Path) -> None:
    """J2.6, and its negative case: a second copy is suppressed, a deletion leaves a tombstone."""
    async with (
        running_receiving_town(tmp_path, "alice") as town,
        town.town.people("alice") as (alice,),
    ):
        circle = town.open_circle("alice", "ida")
        room = await alice.enters("Cercle ")
        mails = await alice.enters("Courriers")
        triage = await alice.enters("À trier")

        await town.sends(Paper("1"))
        await alice.told("Lettre d’adressage", room)
        await town.sends(Paper("1"))
        await town.sends(Paper("2", version=2, replaces=("1",)))
        await alice.told("emplace", room)
        assert [one.is_positive for one in await town.receipts(3)] == [True, True, True]
        standings = [one.standing for one in town.documents(circle)]
        assert standings == [Standing.SUPERSEDED, Standing.CURRENT]

        await town.sends(Paper("3", version=1))  # a correction overtaken by another
        await alice.told("version dépassée", mails)
        assert (await town.receipts(4))[-1].error_code == 900

        await alice.says("annuler 3", triage)
        await alice.told("À trier n° 3", triage)
        standings = [one.standing for one in town.documents(circle)]
        assert Standing.WITHDRAWN in standings
        await alice.told("etiré", room)
        await alice.says("3 : jeter envoyé par erreur", triage)
        await alice.told("N° 3 jeté", triage)

        await town.gets(write(sender="pirate@ailleurs.example", subject="Urgent"))
        await alice.told("Quarantaine", triage)
        await town.sends(zip_=b"PK\x03\x04 broken")
        await alice.told("l’archive est abîmée", triage)
        await town.sends(Paper("4"))
        assert len(await town.receipts(5)) == 5  # nothing is said to strangers, nor twice
