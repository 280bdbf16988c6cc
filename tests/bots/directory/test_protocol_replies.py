"""What is posted in the room of protocols is found again by its words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bots.engine.dialogue import Dialogue
from care.matrix.model import IncomingMessage, Person
from care.runtime.outgoing import Say
from tests.bots.directory.scene import CAMILLE, says, scene_on
from tests.bots.directory.territory_bot import ALICE, DAUGHTER

ROOM = "!protocols:dialogue.test"
EVENTS = count(1)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Dialogue]:
    dialogue = scene_on(tmp_path)
    yield dialogue
    dialogue.units.database.close()


def post(scene: Dialogue, text: str, *, room: str = ROOM, **content: object) -> None:
    sender = Person(CAMILLE, "RELAIS Camille – coordination")
    event = f"$posted{next(EVENTS)}"
    now = scene.clock.now()
    content = {"msgtype": "m.text", "body": text, **content}
    message = IncomingMessage(event, room, sender, text, False, now, content=content)
    assert scene.receives(message) == []


def test_a_file_and_a_text_are_found_with_a_link_to_their_message(scene: Dialogue) -> None:
    post(scene, "protocole_plaies_chroniques_v3.pdf", msgtype="m.file")
    post(scene, "Chutes à domicile : conduite à tenir\nAppeler le 15 si…")
    answer = says(scene, ALICE, "protocole plaie")
    assert answer.startswith("1 document\nprotocole_plaies_chroniques_v3.pdf – 15/11/2026, RELAIS")
    assert f"https://matrix.to/#/{ROOM}/$posted" in answer
    (say,) = scene.outgoing
    assert isinstance(say, Say)
    assert say.html is not None
    assert f'<a href="https://matrix.to/#/{ROOM}/$posted' in say.html
    assert "Chutes à domicile" in says(scene, ALICE, "protocole chutte")
    assert says(scene, ALICE, "protocoles").startswith("2 documents")


def test_a_caption_counts_and_so_does_the_file_name(scene: Dialogue) -> None:
    post(scene, "Pansements complexes", msgtype="m.image", filename="escarres.jpg")
    assert "Pansements complexes" in says(scene, ALICE, "protocole pansement")
    assert "Pansements complexes" in says(scene, ALICE, "document escarre")


def test_elsewhere_nothing_is_kept(scene: Dialogue) -> None:
    post(scene, "Protocole plaies", room="!other:dialogue.test")
    assert says(scene, ALICE, "protocole plaies").startswith("Aucun document")


def test_a_coordinator_may_name_a_room(scene: Dialogue) -> None:
    answer = says(scene, ALICE, "!annuaire protocoles ici", direct=False)
    assert answer.startswith("Seule la coordination")
    assert says(scene, CAMILLE, "!annuaire protocoles ici", direct=False).startswith("✅ Noté")
    post(scene, "Protocole insuline", room="!group:dialogue.test")
    assert "Protocole insuline" in says(scene, ALICE, "protocole insuline")


def test_they_are_for_who_works_here(scene: Dialogue) -> None:
    post(scene, "Protocole plaies")
    assert says(scene, DAUGHTER, "protocole plaies").startswith("Les protocoles sont réservés")
    assert says(scene, ALICE, "protocole zzz").startswith("Je n’ai pas trouvé de document")
