"""What people write about their own entry, as typed changes; the rest is a search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.directory.profile_commands import parse_edit
from care.directory.profiles.model import Item
from care.directory.profiles.rules import ComeBack, Edit, Erase, Say, SayPhone, Unlist


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("téléphone urgences 06 39 98 00 01", Say(Item.URGENT_PHONE, "06 39 98 00 01")),
        ("Tél urgence : 0639980001", Say(Item.URGENT_PHONE, "0639980001")),
        ("urgences 06 39 98 00 01", Say(Item.URGENT_PHONE, "06 39 98 00 01")),
        ("mon téléphone secrétariat 01 99", Say(Item.SECRETARY_PHONE, "01 99")),
        ("téléphone 01 99 00 12 34", SayPhone("01 99 00 12 34")),
        ("mon portable 06 39 98 00 01", SayPhone("06 39 98 00 01")),
        ("mon tel urgence c'est le 06 39 98 00 01", Say(Item.URGENT_PHONE, "06 39 98 00 01")),
        (
            "Bonjour, notez mon secrétariat : 01 99 00 12 34 svp",
            Say(Item.SECRETARY_PHONE, "01 99 00 12 34"),
        ),
        ("accès est du bâtiment", Say(Item.ACCESS, "est du bâtiment")),
        ("mes horaires sont du lundi 9h-12h", Say(Item.HOURS, "du lundi 9h-12h")),
        ("annuler mon absence", Erase(Item.ABSENCES)),
        ("je ne veux plus apparaître dans l'annuaire", Unlist(True)),
        ("retirez-moi de l'annuaire", Unlist(True)),
        ("remettez-moi dans l'annuaire", Unlist(False)),
        ("mail a@b.example", Say(Item.EMAIL, "a@b.example")),
        ("MSSanté a@mssante.example", Say(Item.MAILBOX, "a@mssante.example")),
        ("langues arabe, anglais", Say(Item.LANGUAGES, "arabe, anglais")),
        ("je parle arabe", Say(Item.LANGUAGES, "arabe")),
        ("horaires lundi 9h-12h", Say(Item.HOURS, "lundi 9h-12h")),
        ("mes horaires : du lundi au jeudi 9h-12h", Say(Item.HOURS, "du lundi au jeudi 9h-12h")),
        ("absent jusqu'au 3/12", Say(Item.ABSENCES, "jusqu'au 3/12")),
        ("je suis absente demain", Say(Item.ABSENCES, "demain")),
        ("en congés du 3 au 10/12", Say(Item.ABSENCES, "du 3 au 10/12")),
        ("fermé le 26/12", Say(Item.ABSENCES, "le 26/12")),
        ("accès Parking", Say(Item.ACCESS, "Parking")),
        ("bio Été, Noël", Say(Item.BIO, "Été, Noël")),
        ("ma bio : IVG", Say(Item.BIO, "IVG")),
        ("effacer ma bio", Erase(Item.BIO)),
        ("supprimer le téléphone urgences", Erase(Item.URGENT_PHONE)),
        ("effacer téléphone", Erase(Item.SECRETARY_PHONE)),
        ("effacer absence", Erase(Item.ABSENCES)),
        ("retour", ComeBack()),
        ("Je suis de retour !", ComeBack()),
        ("me masquer", Unlist(True)),
        ("liste rouge", Unlist(True)),
        ("me montrer", Unlist(False)),
        ("sortir de la liste rouge", Unlist(False)),
    ],
)
def test_a_change(text: str, edit: Edit) -> None:
    assert parse_edit(text) == edit


@pytest.mark.parametrize(
    "text",
    [
        "urgences", "urgences le havre", "téléphone dr fictif", "horaires pharmacie des embruns",
        "mail dr fictif", "biologiste", "biocoop", "effacer dupont", "ouvert samedi matin", "moi",
        "langue des signes", "parle arabe", "",
    ],
)  # fmt: skip
def test_a_search(text: str) -> None:
    assert parse_edit(text) is None


@given(st.text())
def test_nothing_fails(text: str) -> None:
    parse_edit(text)
