"""Sentences that are about no circle in particular."""

from __future__ import annotations

from datetime import timedelta

from bots.liaison.house import House
from bots.liaison.replies import (
    explain_room,
    explain_use,
    refuse,
    say_cancelled,
    say_managed,
    say_thanks,
    show_lists,
    show_patients,
)
from care.circles.mine import ALL, CircleLine, MyCircles, Sieve
from care.circles.reading import paint
from care.runtime.errors import Refusal
from tests.bots.liaison.village import plain
from tests.care.circles.hamlet import ALICE, NOW, make_units, opened

HOUSE = House("@liaison:test")


def test_help_names_what_can_be_done() -> None:
    assert "nouveau cercle" in explain_use().text
    assert "!équipe" in plain(explain_room().text).replace("« ", "«")
    assert say_thanks().text
    assert say_cancelled().text


def test_a_refusal_quotes_without_html() -> None:
    said = refuse(Refusal("add-unknown", name="<b>x</b>"))
    assert "&lt;b&gt;" in said.html
    assert "<b>x</b>" in said.text


def test_an_empty_list_says_which_kind() -> None:
    assert "nouveau cercle" in show_patients(MyCircles((), 0, 0, ALL), HOUSE, NOW).text
    none = show_patients(MyCircles((), 0, 0, Sieve(unread=True)), HOUSE, NOW).text
    assert "ne correspond" in none
    assert "pas de liste" in show_lists({}).text
    assert "2 patients" in show_lists({"HAD": 2}).text


def test_activity_is_told_as_one_would() -> None:
    units = make_units()
    circle = opened(units, ALICE)
    with units.unit("paint") as work:
        picture = paint(work, circle.id)
    assert circle.pseudonym in say_managed(circle).text
    for before, words in ((0, "9 h 00"), (1, "hier"), (3, "27/02/2026")):
        line = CircleLine(1, circle, picture.patient, NOW - timedelta(days=before), 2)
        text = plain(show_patients(MyCircles((line,), 1, 0, ALL), HOUSE, NOW).text)
        assert words in text
        assert "2 non lus" in text
