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

#: As interrupted people type it: politely, in other words, with a slip, or with an order inside.
TYPED = [
    ("bonjour, tâche bilan demain 8h", Verb.TASK, "bilan demain 8h"),
    ("stp tache bilan", Verb.TASK, "bilan"),
    ("pouvez-vous me rappeler d’appeler le labo", Verb.TASK, "d’appeler le labo"),
    ("URGENT tâche rappeler Dr Fictif", Verb.TASK, "rappeler Dr Fictif URGENT"),
    ("ajouter une tâche bilan demain", Verb.TASK, "bilan demain"),
    ("nouveau rappel bilan demain", Verb.TASK, "bilan demain"),
    ("pense-bête : commander des gants", Verb.TASK, "commander des gants"),
    ("n’oublie pas de rappeler le labo", Verb.TASK, "rappeler le labo"),
    ("à faire : pansement", Verb.TASK, "pansement"),
    ("à faire ?", Verb.TASKS, ""),
    ("rapel bilan demain", Verb.TASK, "bilan demain"),
    ("tahce bilan demain", Verb.TASK, "bilan demain"),
    ("!tâche bilan", Verb.TASK, "bilan"),
    ("qu’est ce que j’ai aujourd’hui", Verb.MY_DAY, "aujourd’hui"),
    ("Qu’est-ce que j’ai à faire ?", Verb.MY_DAY, ""),
    ("mes rappels", Verb.MY_DAY, ""),
    ("planning", Verb.MY_DAY, ""),
    ("ma journée svp", Verb.MY_DAY, ""),
    ("envoie-moi ma journée à 7h", Verb.MY_DAY, "à 7h"),
    ("liste des tâches", Verb.TASKS, ""),
    ("1 fait", Verb.DONE, "1"),
    ("la 2 c’est fait", Verb.DONE, "2"),
    ("décale 1 à 10h", Verb.POSTPONE, "1 à 10h"),
    ("supprime la tâche 1", Verb.DROP_TASK, "1"),
    ("mes patients svp", Verb.MY_PATIENTS, ""),
    ("mes ptients", Verb.MY_PATIENTS, ""),
    ("liste de mes patients", Verb.MY_PATIENTS, ""),
    ("nouveau cerlce", Verb.NEW_CIRCLE, ""),
    ("nouveau cercle pour Mme EXEMPLE Jeanne", Verb.NEW_CIRCLE, "Mme EXEMPLE Jeanne"),
    ("bonjour je voudrais créer un cercle", Verb.NEW_CIRCLE, ""),
    ("c’est qui dans le cercle ?", Verb.MEMBERS, ""),
    ("liste des membres", Verb.MEMBERS, ""),
    ("ajouter à la liste diabète", Verb.LIST_ADD, "diabète"),
    ("ajouter Kim Massé svp", Verb.ADD, "Kim Massé"),
    ("retirer Ida, merci", Verb.REMOVE, "Ida"),
    ("super merci 👍", Verb.THANKS, ""),
    ("merci bcp", Verb.THANKS, ""),
    ("ok 1", Verb.PICK, ""),
    ("doute", Verb.DOUBT, ""),
    ("doute sur une phlébite", Verb.OTHER, "doute sur une phlébite"),
    ("habite seule au 3e étage", Verb.OTHER, "habite seule au 3e étage"),
    ("nouveau pansement posé", Verb.OTHER, "nouveau pansement posé"),
    ("nouveau médecin traitant Dr Fictif", Verb.OTHER, "nouveau médecin traitant Dr Fictif"),
    ("note: tension 14/8 ce matin", Verb.OTHER, "note: tension 14/8 ce matin"),
    ("patient vu ce matin RAS", Verb.OTHER, "patient vu ce matin RAS"),
    ("URGENT appeler le médecin", Verb.OTHER, "URGENT appeler le médecin"),
    ("retrait du consentement", Verb.OTHER, "retrait du consentement"),
    ("fermeture du cabinet lundi", Verb.OTHER, "fermeture du cabinet lundi"),
    ("fermr le cercle", Verb.OTHER, "fermr le cercle"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verb", "rest"), TYPED)
def test_orders_as_they_are_typed(text: str, verb: Verb, rest: str) -> None:
    order = parse_order(text)
    assert (order.verb, order.rest) == (verb, rest)


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


def test_marks_and_courtesies_without_end_are_read_once() -> None:
    assert parse_order("!! " * 600 + "tâche pansement").verb is Verb.TASK
    for said in ("urgent ", "bonjour ", "svp ", "!! "):
        assert parse_order(said * 2_000 + "x").verb in {Verb.OTHER, Verb.HELP}
