"""Trades: everyday words on national codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care.directory.model import Profession
from care.directory.trades import call, trade_ranks, trades
from tests.care.directory.territory import person


@pytest.mark.parametrize(
    ("profession", "skills", "name"),
    [
        ("10", ("SM54",), "médecin généraliste"),
        ("10", ("SM26",), "médecin généraliste"),
        ("10", ("SM15",), "dermatologue"),
        ("10", ("SM81",), "cardiologue"),
        ("10", (), "médecin"),
        ("60", (), "infirmier"),
        ("60", ("SI04",), "infirmier en pratique avancée"),
        ("70", (), "kinésithérapeute"),
        ("40", ("SCD01",), "orthodontiste"),
        ("zz", (), "libellé officiel"),
    ],
)
def test_people_are_called_by_the_most_precise_name(
    profession: str, skills: tuple[str, ...], name: str
) -> None:
    assert call(person("Luc VASSE", profession, skills=skills)) == (name,)


def test_women_are_called_as_they_are() -> None:
    assert call(replace(person("Léa VASSE", "60"), feminine=True)) == ("infirmière",)


def test_two_professions_have_two_names() -> None:
    both = replace(person("Luc VASSE"), professions=(Profession("60", ""), Profession("71", "")))
    assert call(both) == ("infirmier", "ostéopathe")
    assert len(trade_ranks(both)) == 2


def test_the_data_file_is_sound() -> None:
    names = [trade.name for trade in trades()]
    assert len(set(names)) == len(names) > 50
    for trade in trades():
        assert trade.professions
        assert trade.words, trade.name
        assert not set(trade.words) & set(trade.also), trade.name
        assert len(set(trade.words)) == len(trade.words), trade.name
