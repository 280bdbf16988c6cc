"""Searching with wishes, in places, beyond the territory; a second conversation."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

import pytest

from bots.engine.dialogue import Dialogue
from care.directory.explaining import Understood
from care.directory.model import Professional
from care.directory.national.model import Filters, Found, FoundPerson
from care.runtime.outgoing import OpenRoom
from tests.bots.directory.scene import says, scene_on
from tests.bots.directory.territory_bot import ALICE, DAUGHTER, PAUL
from tests.care.directory.territory import person


class Country:
    """Twelve nurses called Dupont, somewhere else."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    def search(
        self,
        text: str,
        near: str | None,
        limit: int,
        offset: int,
        filters: Filters,
        enrolled: AbstractSet[str],
    ) -> Found:
        self.asked.append((text, near, limit, offset, filters, bool(enrolled)))
        everyone = [self._person(rank) for rank in range(12)]
        found = tuple(FoundPerson(one, "Rouen", 72.0, False) for one in everyone)
        if "inconnu" in text:
            return Found(0, (), Understood())
        return Found(12, found[offset : offset + limit], Understood())

    def _person(self, rank: int) -> Professional:
        made = person(f"Anne{rank} DUPONT", "60", rpps=f"2{rank:010d}")
        return replace(made, mailboxes=(f"anne{rank}@pro.mssante.example",))


@pytest.fixture
def country() -> Country:
    return Country()


@pytest.fixture
def scene(tmp_path: Path, country: Country) -> Iterator[Dialogue]:
    dialogue = scene_on(tmp_path, country)
    yield dialogue
    dialogue.units.database.close()


def test_beyond_the_territory_page_after_page(scene: Dialogue, country: Country) -> None:
    says(scene, ALICE, "dupont")
    assert says(scene, ALICE, "en France").startswith("12 réponses en France\n1. Anne0 DUPONT, inf")
    assert country.asked[-1] == ("dupont", "76351", 5, 0, Filters(), True)
    assert says(scene, ALICE, "plus").startswith("Suite (encore 2 ensuite)\n6. Anne5 DUPONT")
    assert "12. Anne11 DUPONT, infirmier – Rouen (72 km)" in says(scene, ALICE, "plus")
    assert says(scene, ALICE, "plus").startswith("C’est tout")
    assert says(scene, ALICE, "7").startswith("Anne6 DUPONT – infirmier, Rouen (72 km)")
    invitation = says(scene, ALICE, "contacter")
    assert "Par MSSanté, à anne6@pro.mssante.example" in invitation
    assert says(scene, ALICE, "inconnu en France").startswith("Je n’ai trouvé personne")
    assert "« en France » pour chercher partout" in says(scene, ALICE, "xyzzyx")


def test_beyond_the_territory_wishes_count_or_are_said_not_to(
    scene: Dialogue, country: Country
) -> None:
    says(scene, ALICE, "infirmière femme")
    assert "Critères : femmes." in says(scene, ALICE, "en France")
    assert country.asked[-1][4] == Filters(feminine=True)
    told = says(scene, ALICE, "infirmière dupont qui parle arabe en France")
    assert "n’en ai pas tenu compte : parle arabe." in told
    assert says(scene, ALICE, "plus").startswith("Suite")
    assert country.asked[-1] == ("infirmiere dupont", "76351", 5, 5, Filters(), True)


def test_without_the_country_a_useful_sentence(tmp_path: Path) -> None:
    alone = scene_on(tmp_path)
    assert says(alone, ALICE, "dupont en France").startswith("La recherche dans toute la France")


def test_open_or_unknown_is_said(scene: Dialogue) -> None:
    says(scene, PAUL, "ma pharmacie")
    says(scene, PAUL, "horaires tous les jours 9h-19h30")
    answer = says(scene, ALICE, "pharmacie ouverte ce soir").splitlines()
    assert answer[1] == "Critères : ouvert ce soir."
    assert answer[2].startswith("1. PHARMACIE DES EMBRUNS, pharmacie – Le Havre – joignable ici – ")
    assert answer[2].endswith("ouvert de 9 h à 19 h 30")
    assert answer[3].endswith("horaires non communiqués")


def test_who_is_on_duty_is_not_pretended(scene: Dialogue) -> None:
    assert "Pharmacie de garde : 32 37" in says(scene, ALICE, "pharmacie de garde")


def test_wishes_are_told_met_or_not(scene: Dialogue) -> None:
    says(scene, PAUL, "langues arabe")
    assert says(scene, ALICE, "pharmacien qui parle arabe").startswith("Critères : parle arabe.")
    unmet = says(scene, ALICE, "kiné qui parle turc")
    assert "Personne n’a indiqué parler turc" in unmet
    assert says(scene, ALICE, "joignables ici").splitlines()[1].startswith("Personne")
    assert says(scene, DAUGHTER, "seulement les femmes").startswith("Je n’ai pas de liste en cours")


def test_a_place_lists_its_team_and_the_list_comes_back(scene: Dialogue) -> None:
    before = says(scene, ALICE, "pharmacie")
    card = says(scene, ALICE, "1")
    assert card.startswith("PHARMACIE DES EMBRUNS – pharmacie, Le Havre")
    assert says(scene, ALICE, "1").startswith("Paul INVENTE – pharmacien, Le Havre")
    back = says(scene, ALICE, "liste")
    assert back.splitlines()[1:6] == before.splitlines()[1:6]
    assert says(scene, ALICE, "contacter 1").startswith("Conversation chiffrée ouverte avec Paul")
    assert says(scene, ALICE, "contacter 2").startswith("On n’écrit pas à un établissement")


def test_a_second_conversation_when_the_first_was_left(scene: Dialogue) -> None:
    keys = []
    says(scene, ALICE, "paul invente")
    for text in ("contacter", "contacter", "contacter nouveau", "contacter", "contacter 1 nouveau"):
        says(scene, ALICE, text)
        keys += [o.key for o in scene.outgoing if isinstance(o, OpenRoom)]
    first, again, second, latest, third = keys
    assert first == again
    assert second == latest
    assert len({first, second, third}) == 3
    says(scene, PAUL, "alice fictif")
    says(scene, PAUL, "contacter")
    assert [o.key for o in scene.outgoing if isinstance(o, OpenRoom)] == [third]
