"""Invented people, block by block."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from care.directory.national.synthetic.names import invent_names
from care.directory.national.synthetic.people import BLOCK, Population

_NAMES = invent_names(1, 2_000)


def test_a_block_depends_on_the_seed_and_its_rank() -> None:
    one, same = (list(islice(Population(5, _NAMES, 100).block(3), 50)) for _ in range(2))
    assert one == same
    assert one != list(islice(Population(6, _NAMES, 100).block(3), 50))


def test_blocks_share_nobody() -> None:
    population = Population(5, _NAMES, 100)
    first = {person.rpps for person in population.block(0)}
    assert len(first) == BLOCK
    assert first.isdisjoint(person.rpps for person in population.block(1))


def test_a_crowd_looks_like_the_real_one() -> None:
    crowd = list(Population(5, _NAMES, 100).block(0))
    trades = Counter(person.profession[0] for person in crowd)
    assert trades.most_common(1)[0][0] == "60"
    assert 1.2 < sum(len(person.places) for person in crowd) / len(crowd) < 1.33
    assert any(person.family_name.startswith("LE ") for person in crowd)
    assert any("-" in person.given_name for person in crowd)
    doctors = [person for person in crowd if person.profession[0] == "10"]
    assert all(person.skills for person in doctors)
    assert any(len(person.skills) == 2 for person in doctors)
