"""What somebody asks in the triage room."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bots.mailbox.triage.orders import Order, Verb, parse_order

ASKED = {
    "1": Order(Verb.FILE, choice=1),
    " 2 ": Order(Verb.FILE, choice=2),
    "!1": Order(Verb.FILE, choice=1),
    "12 : 1": Order(Verb.FILE, 12, 1),
    "n° 12 : 1": Order(Verb.FILE, 12, 1),
    "courrier 12 - 1": Order(Verb.FILE, 12, 1),
    "12: aucun": Order(Verb.KEEP, 12),
    "Aucun": Order(Verb.KEEP),
    "aucun des deux": Order(Verb.KEEP),
    "nouveau cercle": Order(Verb.NEW_CIRCLE),
    "nouveau cercle 12": Order(Verb.NEW_CIRCLE, 12),
    "jeter parti à une autre adresse": Order(Verb.DISCARD, words="parti à une autre adresse"),
    "JETER : doublon": Order(Verb.DISCARD, words="doublon"),
    "jeter 902 inconnu ici": Order(Verb.DISCARD, code=902, words="inconnu ici"),
    "12 : jeter 904 pas elle": Order(Verb.DISCARD, 12, code=904, words="pas elle"),
    "jeter": Order(Verb.DISCARD),
    "montrer": Order(Verb.SHOW),
    "montrer n° 12": Order(Verb.SHOW, 12),
    "libérer": Order(Verb.RELEASE),
    "LIBERER 3": Order(Verb.RELEASE, 3),
    "annuler 12": Order(Verb.UNDO, 12),
    "annuler": Order(Verb.UNDO),
    "à trier": Order(Verb.LIST),
    "a trier": Order(Verb.LIST),
    "aide": Order(Verb.HELP),
}
TALK = (
    "merci !",
    "je le connais, 1 seul patient",
    "aucun souci",
    "nouveau cercle pour Jeanne ?",
    "montrer à Paul",
    "annuler mon rendez-vous",
    "on se voit à 12 : 30 ?",
    "123",
    "aide-moi s’il te plaît",
    "",
)


@pytest.mark.parametrize("text", ASKED)
def test_what_is_asked(text: str) -> None:
    assert parse_order(text) == ASKED[text]


@pytest.mark.parametrize("text", TALK)
def test_people_may_talk(text: str) -> None:
    assert parse_order(text) is None


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_an_order_or_talk(text: str) -> None:
    parse_order(text)
