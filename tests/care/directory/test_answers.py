"""Answers are facts: plain values that any page or mail could show as well."""

from __future__ import annotations

import dataclasses

import pytest

from care.directory import answers


@pytest.mark.parametrize(
    "kind",
    [answers.Card, answers.Conversation, answers.Edited, answers.Invitation, answers.Line,
     answers.Nobody, answers.Page, answers.PlaceCard, answers.Summary],
)  # fmt: skip
def test_an_answer_cannot_be_altered(kind: type) -> None:
    fields = dataclasses.fields(kind)
    made = kind(*[None] * len(fields))
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, fields[0].name, "other")
