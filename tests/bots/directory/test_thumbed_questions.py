"""What people type with their thumbs, through the whole bot: first answers, and what is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bots.engine.dialogue import Dialogue
from tests.bots.directory.asking import ask, first
from tests.bots.directory.real_territory import real_territory
from tests.bots.directory.territory_bot import ALICE
from tests.care.directory.thumbed_questions import ASKED, NOT_YET


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dialogue]:
    made = real_territory(tmp_path_factory.mktemp("territory"))
    yield made
    made.units.database.close()


def is_right(scene: Dialogue, texts: str, hoped: str, told: str) -> bool:
    answer = ask(scene, ALICE, *texts.split(" > "))
    return bool(re.search(hoped, first(answer)) and re.search(told, answer))


def test_thumbed_questions_have_the_right_first_answer(scene: Dialogue) -> None:
    assert len(ASKED) >= 150
    assert len(NOT_YET) <= 0.05 * len(ASKED)
    wrong = {texts for texts, hoped, told in ASKED if not is_right(scene, texts, hoped, told)}
    assert wrong == NOT_YET


def test_answers_are_short_enough_for_a_telephone(scene: Dialogue) -> None:
    for texts, _, _ in ASKED[:60]:
        answer = re.sub(r"<br>", "\n", ask(scene, ALICE, *texts.split(" > ")))
        assert answer.count("\n") < 16, texts
