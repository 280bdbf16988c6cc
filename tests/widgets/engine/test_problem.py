"""Every refusal that pages can meet has its sentence."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import care.pages
from care.runtime.errors import Refusal
from widgets.engine.problem import TEXTS, Problem, sentence_of, status_of


def reasons() -> list[str]:
    """The reasons written in care.pages and in the engine."""
    folders = [Path(care.pages.__path__[0]), Path("widgets/engine").resolve()]
    return sorted(
        {
            str(node.args[0].value)
            for folder in folders
            for path in folder.glob("*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) == "Refusal"
            and isinstance(node.args[0], ast.Constant)
        }
    )


@pytest.mark.parametrize("reason", reasons())
def test_it_is_told_in_french(reason: str) -> None:
    assert sentence_of(reason, None) != TEXTS.say("refused")


def test_an_unknown_reason_is_still_a_sentence() -> None:
    assert sentence_of("never-said", None) == TEXTS.say("refused")


def test_the_page_s_own_words_come_first() -> None:
    assert sentence_of("refused", lambda key, **_: f"{key} here") == "refused here"


def test_who_must_say_again_who_they_are_is_told_so() -> None:
    assert status_of(Refusal("session-closed")) == 401
    assert status_of(Refusal("link-used")) == 403


def test_an_incident_is_a_number_to_quote() -> None:
    view = Problem(500, "broken", incident="123456").view()
    assert "123456" in view.sentence
