"""What people ask, however they write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.liaison.orders import Order, Verb, parse_order
from care.circles.pseudonym import load_words
from care.directory.spelling import fold

ASKED = [
    ("aide", Verb.HELP, ""),
    ("Bonjour !", Verb.HELP, ""),
    ("nouveau cercle EXEMPLE Jeanne 15/06/1984 F", Verb.NEW_CIRCLE, "EXEMPLE Jeanne 15/06/1984 F"),
    ("NOUVEAU CERCLE : Exemple", Verb.NEW_CIRCLE, "Exemple"),
    ("ouvrir un cercle", Verb.NEW_CIRCLE, ""),
    ("mes patients", Verb.MY_PATIENTS, ""),
    ("Mes patients non lus", Verb.MY_PATIENTS, "non lus"),
    ("ajouter Paul Inventé kiné", Verb.ADD, "Paul Inventé kiné"),
    ("inviter le Dr Fictif", Verb.ADD, "le Dr Fictif"),
    ("retirer 3", Verb.REMOVE, "3"),
    ("retirer de la liste diabète", Verb.LIST_REMOVE, "diabète"),
    ("Retirer le message", Verb.ERASE, ""),
    ("liste sorties HAD", Verb.LIST_ADD, "sorties HAD"),
    ("mes listes", Verb.LISTS, ""),
    ("rôle 2 médecin traitant", Verb.ROLE, "2 médecin traitant"),
    ("équipe", Verb.TEAM, ""),
    ("entre professionnels", Verb.TEAM, ""),
    ("écrire à Paul", Verb.WRITE_TO, "Paul"),
    ("résumé", Verb.DIGEST, ""),
    ("fermer : décès", Verb.CLOSE, "décès"),
    ("tél 06 00 00 00 12", Verb.PHONE, "06 00 00 00 12"),
    ("allergie à la pénicilline", Verb.ALERT, "à la pénicilline"),
    ("opposition à Paul", Verb.OPPOSITION, "à Paul"),
    ("bris de glace EXEMPLE Jeanne 15/06/1984 : chute", Verb.EMERGENCY,
     "EXEMPLE Jeanne 15/06/1984 : chute"),
    ("identité douteuse", Verb.DOUBT, ""),
    ("lever le doute", Verb.LIFT_DOUBT, ""),
    ("gérer Mésange", Verb.MANAGE, "Mésange"),
    ("oui", Verb.YES, ""),
    ("Aucun des deux.", Verb.NO, ""),
    ("annuler", Verb.CANCEL, ""),
    ("oui mais pas lui", Verb.OTHER, "oui mais pas lui"),
    ("merci beaucoup", Verb.THANKS, ""),
    ("Paul Inventé, Ida", Verb.OTHER, "Paul Inventé, Ida"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verb", "rest"), ASKED)
def test_orders(text: str, verb: Verb, rest: str) -> None:
    assert parse_order(text) == Order(verb, rest)


@pytest.mark.parametrize("text", ["2", " 2 ", "2️⃣", "n° 2", "le 2", "numéro 2"])
def test_a_number_alone(text: str) -> None:
    assert parse_order(text) == Order(Verb.PICK, number=2)


@given(st.text(max_size=300))
def test_any_text_is_some_order(text: str) -> None:
    order = parse_order(text)
    assert (order.number is None) == (order.verb is not Verb.PICK)


def test_a_very_long_text_is_bounded() -> None:
    assert len(parse_order("nouveau cercle " + "x" * 100_000).rest) < 3_000


@pytest.mark.parametrize("name", [*load_words(), "Écume 2", "J. E.", "J. E. 2"])
def test_whatever_a_circle_is_called_it_can_be_asked_for(name: str) -> None:
    for typed in (name, name.lower(), name.upper()):
        order = parse_order(f"gérer {typed}")
        assert order.verb is Verb.MANAGE
        assert fold(order.rest) == fold(name)
