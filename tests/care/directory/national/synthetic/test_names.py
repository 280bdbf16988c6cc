"""Invented names."""

from __future__ import annotations

from itertools import pairwise

from care.directory.national.synthetic.names import invent_names, without_accents


def test_as_many_as_asked_and_each_once() -> None:
    pool = invent_names(1, 5_000)
    assert len(pool.surnames) == len(set(pool.surnames)) == 5_000
    assert pool.surnames[:2] == ["MARTIN", "BERNARD"]


def test_the_same_for_the_same_seed() -> None:
    assert invent_names(1, 3_000).surnames == invent_names(1, 3_000).surnames
    assert invent_names(1, 3_000).surnames != invent_names(2, 3_000).surnames


def test_common_names_come_much_more_often() -> None:
    odds = invent_names(1, 5_000).surname_odds
    shares = [later - earlier for earlier, later in pairwise([0.0, *odds.tolist()])]
    assert shares[0] > 20 * shares[2_000]
    assert abs(odds[-1] - 1) < 1e-9


def test_some_given_names_are_double() -> None:
    assert "MARIE-CLAIRE" in invent_names(1, 2_000).given


def test_accents_go() -> None:
    assert without_accents("GUÉRIN LEFÈVRE") == "GUERIN LEFEVRE"
