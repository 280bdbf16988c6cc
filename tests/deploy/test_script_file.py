"""A file is an assistant, or its author is told what is wrong and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from bots.engine.dialogue import Dialogue
from care.runtime.errors import SettingsError
from deploy.script_file import load_script

BOT = """
from bots.engine.script import ScriptBot
assistant = ScriptBot("horaires", display_name="Horaires (assistant)")
alias = assistant
@assistant.command("ouvert")
def opened(message, words):
    return "De 9 h à 19 h."
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_one_assistant_is_found_whatever_its_name(tmp_path: Path) -> None:
    bot = load_script(write(tmp_path, BOT))
    assert Dialogue(bot).says("@a:x", "ouvert ?") == ["De 9 h à 19 h."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1", "exactement un"),
        (BOT + "\nother = ScriptBot('autre', display_name='Autre')", "exactement un"),
        ("x = 1\nraise ValueError('oups')", "ligne 2 : oups"),
        ("x = 1\n\ndef broken(:", "SyntaxError, ligne 3"),
    ],
)
def test_anything_else_is_told_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(SettingsError) as told:
        load_script(write(tmp_path, text))
    assert words in str(told.value).replace("\u00a0", " ")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="introuvable"):
        load_script(tmp_path / "absent.py")
