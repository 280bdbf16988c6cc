"""The card, with everything and with almost nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bots.directory.card import write_card
from bots.directory.replies import Replies
from care.directory.answers import Card
from care.directory.model import Activity, Edition, Skill
from tests.bots.directory.territory_bot import plain
from tests.care.directory.territory import NOW, person

EDITION = Edition(1, NOW, NOW, 1, 1)
CARD = Card(
    person=person("Luc D'ABC", "10"),
    name="Dr Luc D'ABC",
    called="dermatologue",
    place="Le Havre",
    reachable=False,
    can_contact=False,
    edition=EDITION,
    stale=False,
)


def lines(card: Card) -> list[str]:
    return plain(write_card(card, "", Replies("", None)).text).splitlines()


def test_almost_nothing() -> None:
    assert lines(CARD) == [
        "Dr Luc D’ABC – dermatologue, Le Havre",
        "Le Havre",
        "Annuaire Santé du 15/11/2026",
    ]


def test_everything() -> None:
    full = replace(
        CARD.person,
        skills=(Skill("SM15", "Dermatologie (SM)"), Skill("C1", "Allergologie")),
        mailboxes=("luc.d'abc@pro.mssante.example",),
        activities=(
            Activity("76447", "Montivilliers", "76290", structure="SCM <A&B>"),
            Activity(
                "76351", "Le Havre", "76600", phones=("+33261910001", "3624"),
                email="c@x.example",
            ),
            *(Activity("76351", f"Ville {number}") for number in range(3)),
        ),
    )  # fmt: skip
    assert lines(replace(CARD, person=full, can_contact=True, reachable=True, stale=True)) == [
        "Dr Luc D’ABC – dermatologue, Le Havre",
        "Savoir-faire : Dermatologie, Allergologie",
        "76600 Le Havre",
        "☎ 02 61 91 00 01 – 3624",
        "✉ c@x.example",
        "SCM <A&B>, 76290 Montivilliers",
        "Ville 0",
        "Et 2 autres lieux d’exercice.",
        "✉ MSSanté : luc.d'abc@pro.mssante.example",
        "✅ Joignable ici. Répondez « contacter » pour lui écrire.",
        "⚠ Annuaire Santé du 15/11/2026 : vérifiez avant de vous déplacer.",
    ]


@pytest.mark.parametrize("hostile", ["<script>", '"><a href="x">', "&amp;"])
def test_published_data_never_becomes_markup(hostile: str) -> None:
    activity = Activity(
        "76351", hostile, structure=hostile, phones=(hostile,), email=hostile, postal_code=hostile
    )
    card = replace(CARD, name=hostile, person=replace(CARD.person, activities=(activity,)))
    written = write_card(card, "", Replies("", None))
    assert "<script" not in written.html
    assert '"><a href="x"' not in written.html
    assert hostile in written.text
