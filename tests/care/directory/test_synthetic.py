"""Invented people: plausible, always the same, and impossible."""

from __future__ import annotations

import random
import re

import pytest

from care.directory.synthetic import invent_outsiders, invent_people, luhn_key, synthetic_rpps
from tests.care.directory.territory import COMMUNES

RESERVED = re.compile(r"(019900|026191|063998)\d{4}")


def test_numbers_are_those_of_the_reference_and_luhn_valid() -> None:
    assert [synthetic_rpps(rank) for rank in range(3)] == [
        "10199900373",
        "10199900746",
        "10199901116",
    ]
    for rank in range(0, 50_000, 997):
        number = synthetic_rpps(rank)
        assert number == number[:10] + str(luhn_key(number[:10]))
        assert number.startswith("10199")


def test_the_same_chance_invents_the_same_people() -> None:
    assert invent_people(random.Random(1), 80) == invent_people(random.Random(1), 80)
    assert invent_people(random.Random(1), 80) != invent_people(random.Random(2), 80)


def test_nobody_can_be_real() -> None:
    people = invent_people(random.Random(1), 400)
    assert len({person.rpps for person in people}) == 400
    assert all(RESERVED.fullmatch(person.phone) for person in people)
    assert all(person.mailbox.endswith(".example") for person in people if person.mailbox)
    assert any(not person.mailbox for person in people)
    assert {person.commune_code for person in people} == set(COMMUNES)


def test_outsiders_are_outside() -> None:
    outsiders = invent_outsiders(random.Random(1), range(20))
    assert not {person.commune_code for person in outsiders} & set(COMMUNES)


@pytest.mark.parametrize("people", [0, 3, 16, 17])
def test_there_are_as_many_as_asked(people: int) -> None:
    assert len(invent_people(random.Random(1), people)) == people
