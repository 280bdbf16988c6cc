"""J2 with real clients on a real server: a report, twice, corrected, late, withdrawn, erased."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from care.circles.model import CircleId
from care.circles.store import circles_of
from care.documents.model import Filed, Outcome, Standing
from care.documents.store import load_documents
from care.documents.workflow import file_document, withdraw_document
from care.matrix.http import path
from care.matrix.media import get_file
from care.matrix.model import IncomingMessage
from care.runtime.clock import SystemClock
from care.runtime.database import Database, sqlite_url
from care.runtime.sealing import load_key_ring
from care.runtime.units import UnitOfWork, Units
from tests.care.documents.papers import LABORATORY, NORMAL, Paper, received, result
from tests.real.circles.town import Person, Town, running_town

pytestmark = pytest.mark.real

JEANNE = "CANARIEXEMPLE Jeanne 15/06/1984 F"
LEUCOCYTES = result("Leucocytes", "15.2", "G/L", "H", "6690-2", high="10")
BILAN = Paper("1", "bilan", results=(result(), LEUCOCYTES, NORMAL))
OPERATION = Paper("2", "op", code="34874-8", title="Appendicectomie", text="Canariappendice")
CORRECTED = replace(OPERATION, id="3", version=2, replaces=("2",))
SECRET = Paper("4", "secret", code="34794-8", confidentiality="R")
_MAILS = count(1)
_PATIENCE = 150.0


async def test_the_documents_of_an_appendicectomy(tmp_path: Path) -> None:
    async with (
        running_town(tmp_path) as town,
        town.people("alice", "ida", "anne") as (alice, ida, anne),
    ):
        room = await _open(alice, ida, anne)
        with _laboratory(town, alice) as post:
            assert post(BILAN).outcome is Outcome.FILED
            alert = await _message(ida, room, "🔴 CR d’examens biologiques")
            assert "CRP : 98 mg/L (très haute ⚠)" in _plain(alert.text)
            assert alert.content["m.mentions"]["user_ids"] == [alice.user_id]
            assert await _opens(ida, room) == BILAN.pdf

            assert post(BILAN).outcome is Outcome.DUPLICATE
            post(OPERATION)
            first = await _message(anne, room, "📄 CR opératoire")
            assert await _opens(anne, room) == OPERATION.pdf
            await _message(ida, room, "📄 CR opératoire")
            assert not any("🔴" in one.text for one in ida.heard[ida.heard.index(alert) + 1 :])

            filed = post(CORRECTED)
            assert len(filed.superseded) == 1
            edited = await _message(anne, room, "Version remplacée : CR opératoire")
            assert edited.edits == first.event_id
            second = await _message(anne, room, "Remplace la version 1")
            assert await _opens(anne, room) == CORRECTED.pdf

            post(SECRET)
            team = await alice.enters("Équipe ")
            await _message(alice, team, "CR de réunion de concertation")
            assert await _opens(alice, team) == SECRET.pdf

            post(CORRECTED, withdrawn=True)
            await _message(anne, room, "Document retiré : CR opératoire")
            await _until_redacted(anne, room, second.event_id)
            again = post(CORRECTED)
            assert (again.outcome, again.code) == (Outcome.WITHDRAWN, "900")

        told = await alice.asks("mes patients", "1 patient")
        await alice.asks("1", "Conversation")
        assert "P1." in await alice.asks("documents", "Documents –")
        await ida.says("!résultats CRP", room)
        assert "98 mg/L (très haute ⚠)" in await ida.hears("CRP – attendu", room)
        assert not any("concertation" in one.text for one in anne.heard)
        assert "concertation" not in told
        assert not any(name.startswith("Équipe") for name in await anne.rooms())
        acts = town.acts_on_circles()
        assert acts.count("document.filed") == 4
        assert acts.count("document.superseded") == acts.count("document.withdrawn") == 1
        assert _standings(town, alice) == {
            "1.2.3^1": Standing.CURRENT,
            "1.2.3^2": Standing.SUPERSEDED,
            "1.2.3^3": Standing.WITHDRAWN,
            "1.2.3^4": Standing.CURRENT,
        }
        for known in town.folder.glob("service.db*"):
            assert b"anariappendice" not in known.read_bytes()


async def test_what_is_withdrawn_leaves_the_room_that_was_replaced_too(tmp_path: Path) -> None:
    async with (
        running_town(tmp_path, room_version="11") as town,
        town.people("alice", "ida", "anne") as (alice, ida, anne),
    ):
        room = await _open(alice, ida, anne)
        with _laboratory(town, alice) as post:
            post(OPERATION)
            card = await _message(anne, room, "📄 CR opératoire")
            assert await _opens(anne, room) == OPERATION.pdf
            file = anne.heard[-1]
            new = await town.upgrade(room)
            await _message(anne, new, "CR opératoire")
            post(OPERATION, withdrawn=True)
            await _message(anne, new, "Document retiré : CR opératoire")
            for event in (card, file):
                await _until_redacted(anne, room, event.event_id)


async def _open(alice: Person, *others: Person) -> str:
    await alice.asks(f"nouveau cercle {JEANNE}", "Qui est dans le cercle")
    await alice.asks("moi médecin traitant, Ida Soigne, sa fille Anne Canaritante", "À quel titre")
    await alice.asks("1", "ouvert")
    (room,) = {await one.enters("Cercle ") for one in (alice, *others)}
    return room


@contextmanager
def _laboratory(town: Town, alice: Person) -> Iterator[Callable[..., Filed]]:
    """Files what comes by mail, in the database that Liaison's process reads."""
    with _units(town) as units:

        def post(paper: Paper, *, withdrawn: bool = False) -> Filed:
            with units.unit(f"mail {next(_MAILS)}") as work:
                circle, keeper = _circle(work, alice), town.liaison
                if withdrawn:
                    unique = paper.unique
                    found = withdraw_document(work, circle, unique, LABORATORY, keeper=keeper)
                    assert found is not None
                    return Filed(Outcome.WITHDRAWN, found)
                return file_document(work, circle, received(paper), LABORATORY, keeper=keeper)

        yield post


@contextmanager
def _units(town: Town) -> Iterator[Units]:
    database = Database(sqlite_url(town.database))
    try:
        yield Units(database, load_key_ring(town.folder / "keys"), SystemClock())
    finally:
        database.close()


def _circle(work: UnitOfWork, alice: Person) -> CircleId:
    (circle,) = circles_of(work.connection, alice.user_id)
    return circle


def _standings(town: Town, alice: Person) -> dict[str, Standing]:
    with _units(town) as units, units.unit("look") as work:
        every = load_documents(work.connection, work.keys, _circle(work, alice))
    return {one.description.ids[0]: one.standing for one in every}


async def _message(person: Person, room: str, words: str) -> IncomingMessage:
    """The next message there with these words; what comes first is kept in `heard`."""
    await person.hears(words, room, seconds=_PATIENCE)
    return person.heard[-1]


async def _opens(person: Person, room: str) -> bytes:
    """The next file there, decrypted."""
    async with asyncio.timeout(_PATIENCE):
        while True:
            message = await person.client.wait_for(seconds=_PATIENCE)
            person.heard.append(message)
            if message.room_id == room and message.content.get("msgtype") == "m.file":
                return await get_file(person.client.http, message.content)


async def _until_redacted(person: Person, room: str, event_id: str) -> None:
    """The homeserver has nothing of it any more."""
    async with asyncio.timeout(_PATIENCE):
        while True:
            event = await person.client.http.request("GET", path("rooms", room, "event", event_id))
            if not event["content"]:
                return
            await asyncio.sleep(0.2)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
