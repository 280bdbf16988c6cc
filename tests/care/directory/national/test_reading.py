"""What one word may mean."""

from __future__ import annotations

import numpy as np
import pytest

from care.directory.national.deletes import Misspellings
from care.directory.national.question import Token
from care.directory.national.reading import Meanings, Reading
from care.directory.national.tables import SmallLists, Tables
from care.directory.national.vocabulary import Words


@pytest.fixture(scope="module")
def meanings(tables: Tables, known_words: Words) -> Meanings:
    near = Misspellings(known_words.ordered, tables.delete_hashes, tables.delete_ranks)
    return Meanings(tables, known_words, near)


def _read(meanings: Meanings, *typed: str, errors: int = 1) -> tuple[Reading, ...]:
    return meanings.read_all(tuple(Token(word) for word in typed), errors)


def test_a_name_exactly_and_nearly(meanings: Meanings, known_words: Words) -> None:
    (reading,) = _read(meanings, "martin")
    worth = dict(zip(reading.ranks.tolist(), reading.weights.tolist(), strict=True))
    assert worth[known_words.rank("martin")] == 1
    assert all(value < 0.8 for rank, value in worth.items() if rank != known_words.rank("martin"))
    assert reading.begun is not None


def test_a_particle_is_worth_a_little_more(meanings: Meanings, known_words: Words) -> None:
    (reading,) = meanings.read_all((Token("martin", ("lemartin",)),), 1)
    worth = dict(zip(reading.ranks.tolist(), reading.weights.tolist(), strict=True))
    assert worth[known_words.rank("lemartin")] > worth[known_words.rank("martin")]


def test_a_trade_and_a_commune(meanings: Meanings, lists: SmallLists) -> None:
    trade, commune = _read(meanings, "infirmieres", "fecamp")
    assert trade.surely(trade.classes)
    assert not trade.surely(trade.communes)
    assert commune.communes is not None
    assert lists.commune_names[int(commune.communes.argmax())] == "Fécamp"


def test_beside_a_trade_a_big_city_comes_before_a_name(meanings: Meanings) -> None:
    alone = _read(meanings, "paris")[0].communes
    beside = _read(meanings, "paris", "kine")[0].communes
    assert alone is not None
    assert beside is not None
    assert alone.max() < 1 < beside.max()


def test_one_letter_is_a_beginning_only_when_alone(meanings: Meanings) -> None:
    assert _read(meanings, "m")[0].begun is not None
    assert _read(meanings, "martin", "m")[1].begun is None


def test_the_size_is_how_many_documents(meanings: Meanings, tables: Tables) -> None:
    (reading,) = _read(meanings, "fecamp")
    assert reading.communes is not None
    there = int((reading.communes > 0)[tables.communes].sum())
    assert reading.size >= there > 0


def test_other_communes_may_be_meant_too(meanings: Meanings, tables: Tables) -> None:
    (reading,) = _read(meanings, "fecamp")
    wider = meanings.widened(reading, np.full(len(tables.degrees), 0.5, np.float32))
    assert wider.communes is not None
    assert wider.communes.min() == 0.5
    assert wider.size > reading.size
