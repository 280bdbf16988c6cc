"""The vocabulary of the table."""

from __future__ import annotations

from care.access.act import CONDITIONS, Answer


def test_an_answer_is_yes_no_or_a_condition_that_reads_as_one() -> None:
    assert {Answer.YES, Answer.NO} | CONDITIONS == set(Answer)
    assert all(condition.value.startswith("if_") for condition in CONDITIONS)
