"""Numbers and words by which people say which task of a list they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.liaison.tasks.listed import Listed
from care.runtime.errors import Refusal

TEXTS = {"a": "pansement", "b": "bilan sanguin", "c": "bilan de sortie"}
LISTED = Listed((("a", "k"), ("b", ""), ("c", "")), TEXTS.__getitem__)


@pytest.mark.parametrize(
    ("typed", "meant", "rest"),
    [
        ("1", "a", ""),
        ("la 2 à demain", "b", "à demain"),
        ("n° 3 : demain", "c", "demain"),
        ("la tâche 1", "a", ""),
        ("2 demain 9h", "b", "demain 9h"),
    ],
)
def test_a_number_and_what_follows(typed: str, meant: str, rest: str) -> None:
    found, left = LISTED.numbered(typed)
    assert found is not None
    assert (found[0], left) == (meant, rest)


@pytest.mark.parametrize("typed", ["10h", "14/06", "à 8 h", "demain 1", "9 h", "8:15"])
def test_an_hour_or_a_date_is_no_number_of_the_list(typed: str) -> None:
    assert LISTED.numbered(typed) == (None, typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1, 2 et 3", "abc"), ("1 et 1", "a"), ("1+2", "ab"), ("pansement", "a"), ("sortie", "c")],
)
def test_one_or_several(typed: str, meant: str) -> None:
    assert "".join(one for one, _ in LISTED.all_in(typed)) == meant


@pytest.mark.parametrize("typed", ["", "4", "1 et", "1 et 9", "bilan", "un malaise", "1 malaise"])
def test_what_means_no_task_or_several_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="task-number"):
        LISTED.all_in(typed)


def test_without_a_word_the_one_just_written_is_meant() -> None:
    assert Listed((), TEXTS.__getitem__, "b").called(" ") == ("b", "")


@given(st.text(max_size=60))
def test_any_words_mean_tasks_of_the_list_or_are_refused(typed: str) -> None:
    try:
        assert set(LISTED.all_in(typed)) <= set(LISTED.tasks)
    except Refusal as refusal:
        assert refusal.reason == "task-number"
