"""The story finds whom it looks for in what the assistant answered."""

from __future__ import annotations

import random

import pytest

from care.directory.synthetic import invent_people
from deploy.demo.story import number_of

PERRIN = next(p for p in invent_people(random.Random(1), 16) if p.family_name == "PERRIN")


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        ("2 réponses\n1. Odile ROUX, ergo\n2. Elise PERRIN, ergo – joignable ici", "2"),
        ("Elise PERRIN – ergothérapeute, Le Havre\n☎ 01 99 00 00 15", "1"),
        ("1. Elise PERRIN, ergo", "1"),
    ],
)
def test_the_number_in_front_of_the_name(answer: str, number: str) -> None:
    assert number_of(PERRIN, answer) == number
