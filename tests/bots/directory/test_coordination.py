"""A professional is tied to their entry: asked, checked by a coordinator, told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bots.engine.dialogue import Dialogue
from care.accounts.model import AccountKind
from care.accounts.store import account_of
from care.runtime.outgoing import OpenRoom, Say
from tests.bots.directory.scene import CAMILLE, NINA, NINA_RPPS, SACHA, says, scene_on
from tests.bots.directory.territory_bot import ALICE, DAUGHTER, plain


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Dialogue]:
    dialogue = scene_on(tmp_path)
    yield dialogue
    dialogue.units.database.close()


def ask(scene: Dialogue, person: str = NINA, claim: str = f"je suis RPPS {NINA_RPPS}") -> str:
    """The request; returns the card that each coordinator gets."""
    says(scene, person, claim)
    cards = [o for o in scene.outgoing if isinstance(o, Say) and o.to.key]
    rooms = [o for o in scene.outgoing if isinstance(o, OpenRoom)]
    assert {room.people for room in rooms} == {(CAMILLE,), (SACHA,)}
    assert {card.to.key for card in cards} == {room.key for room in rooms}
    assert not any(word in str(room.key) for room in rooms for word in ("camille", "sacha"))
    assert len({card.text for card in cards}) == 1
    return plain(cards[0].text)


def test_asked_accepted_told_and_opened(scene: Dialogue) -> None:
    card = ask(scene)
    assert card.splitlines() == [
        "Demande 1 : le compte « VASSELIN Nina – orthophoniste » dit être :",
        f"Nina VASSELIN, orthophoniste – RPPS {NINA_RPPS}",
        "✅ Le nom du compte est celui de l’Annuaire Santé.",
        "Répondez « accepter 1 » ou « refuser 1 » suivi du motif.",
    ]
    assert says(scene, CAMILLE, "accepter 1").count("Déjà traité par RELAIS Camille") == 3
    edits = [o for o in scene.outgoing if isinstance(o, Say) and o.edits]
    assert len({edit.to.key for edit in edits}) == 2
    told = [o for o in scene.outgoing if isinstance(o, Say) and o.to.room_id == f"!{NINA[1:]}"]
    assert plain(told[0].text).startswith("✅ La coordination a confirmé : vous êtes Nina VASSELIN")
    assert says(scene, NINA, "mon profil").startswith("Votre fiche, comme vos confrères la voient")
    with scene.units.unit("check") as work:
        account = account_of(work.connection, NINA)
    assert account is not None
    assert (account.kind, account.rpps) == (AccountKind.PROFESSIONAL, NINA_RPPS)
    assert account.profession_code == "91"


def test_a_bare_number_is_ones_own_then_somebody_elses(scene: Dialogue) -> None:
    assert "✅ Demande envoyée" in says(scene, NINA, f"rpps {NINA_RPPS}")
    says(scene, CAMILLE, "accepter 1")
    assert says(scene, NINA, "rpps 10199900373").startswith("Dr Alice FICTIF")
    assert says(scene, NINA, "je suis rpps 10199900373").startswith("Votre compte est déjà relié")


def test_the_first_decision_wins(scene: Dialogue) -> None:
    ask(scene)
    says(scene, SACHA, "refuser 1 appelez-moi d’abord")
    told = [o for o in scene.outgoing if isinstance(o, Say) and o.to.room_id == f"!{NINA[1:]}"]
    assert "« appelez-moi d’abord »" in plain(told[0].text)
    answer = says(scene, CAMILLE, "accepter 1")
    assert answer == "Demande 1 déjà traitée par PIVOT Sacha – coordination."
    assert says(scene, NINA, "mon profil").startswith("Votre compte n’est pas encore relié")
    assert ask(scene).startswith("Demande 2 "), "who was refused may ask again"


def test_a_name_will_do_when_only_one_has_it(scene: Dialogue) -> None:
    assert "Nina VASSELIN" in ask(scene, claim="je suis Nina Vasselin")


def test_another_name_is_pointed_out(scene: Dialogue) -> None:
    card = ask(scene, claim="je suis yannick le goff")
    assert "⚠ Le nom du compte n’est pas celui de l’Annuaire Santé." in card
    assert "Vérifiez l’identité par un autre moyen" in card


@pytest.mark.parametrize(
    ("person", "text", "answer"),
    [
        (ALICE, f"je suis RPPS {NINA_RPPS}", "Votre compte est déjà relié"),
        (DAUGHTER, f"je suis RPPS {NINA_RPPS}", "Un compte de proche ou de patient"),
        (NINA, "je suis RPPS 10199900373", "Cette fiche est déjà reliée à un autre compte."),
        (NINA, "je suis RPPS 1019990037", "Un numéro RPPS a 11 chiffres ; j’en lis 10."),
        (NINA, "je suis RPPS 10199999999", "Je ne trouve pas ce numéro RPPS"),
        (NINA, "je suis infirmière", "Plusieurs personnes ont ce nom."),
        (NINA, "je suis zxqvbnm", "Je ne trouve personne de ce nom."),
        (NINA, "accepter 1", "Seule la coordination du territoire"),
        (CAMILLE, "accepter 9", "Je n’ai pas de demande 9."),
    ],
)
def test_refusals(scene: Dialogue, person: str, text: str, answer: str) -> None:
    assert says(scene, person, text).startswith(answer)
    assert len(scene.outgoing) == 1


def test_asked_once_and_decided_by_coordinators_in_private(scene: Dialogue) -> None:
    ask(scene)
    assert says(scene, NINA, f"je suis RPPS {NINA_RPPS}").startswith("Votre demande est déjà")
    assert says(scene, ALICE, "accepter 1").startswith("Seule la coordination")
    group = says(scene, CAMILLE, "!annuaire accepter 1", direct=False)
    assert group.startswith("Écrivez-moi cela dans notre conversation à deux.")


def test_a_coordinator_does_not_decide_about_themselves(scene: Dialogue) -> None:
    says(scene, CAMILLE, f"je suis RPPS {NINA_RPPS}")
    assert says(scene, CAMILLE, "accepter 1").startswith("C’est votre propre demande")
    assert "acceptée" in says(scene, SACHA, "accepter 1")
    with scene.units.unit("check") as work:
        account = account_of(work.connection, CAMILLE)
    assert account is not None
    assert account.kind is AccountKind.COORDINATOR
