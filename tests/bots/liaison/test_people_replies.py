"""What is said after an order about people."""

from __future__ import annotations

from bots.liaison.people_replies import (
    say_added,
    say_closed,
    say_digest_sent,
    say_left,
    say_pair,
    say_removed,
    say_reopened,
    say_role,
    say_team,
)
from care.circles.model import Member, Role
from care.circles.team import Pair, Team
from care.consent.model import Ground
from tests.care.circles.hamlet import ALICE, NOW, PAUL, make_units, opened

PAUL_IN = Member(PAUL, "INVENTE <Paul> – pharmacien", Role.PHARMACIST, Ground.CONSENT, NOW)


def test_names_are_written_without_html_and_roles_in_words() -> None:
    for said in (say_added([PAUL_IN]), say_removed(PAUL_IN), say_role(PAUL_IN)):
        assert "INVENTE &lt;Paul&gt;" in said.html
    assert "pharmacie" in say_added([PAUL_IN]).text


def test_circles_are_named_by_their_pseudonym() -> None:
    circle = opened(make_units(), ALICE)
    for said in (say_closed(circle), say_reopened(circle), say_team(Team(circle, is_new=True))):
        assert circle.pseudonym in said.text
    assert "déjà" in say_team(Team(circle, is_new=False)).text
    assert "INVENTE" in say_pair(Pair("k", (ALICE, PAUL), "INVENTE Paul – x")).text
    assert say_left().text
    assert say_digest_sent().text
