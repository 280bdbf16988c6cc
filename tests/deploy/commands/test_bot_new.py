"""`cercle bot new` gives a file that works as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bots.engine.dialogue import Dialogue
from care.runtime.errors import SettingsError
from deploy.commands.bot_new import new_bot
from deploy.script_file import load_script


def test_the_example_answers(tmp_path: Path) -> None:
    new_bot("pharmacie-garde", tmp_path)
    bot = load_script(tmp_path / "pharmacie_garde.py")
    assert bot.name == "pharmacie-garde"
    (answer,) = Dialogue(bot).says("@alice:x", "garde")
    assert "02 61 91 00 01" in answer


def test_the_example_is_short(tmp_path: Path) -> None:
    new_bot("garde", tmp_path)
    assert len((tmp_path / "garde.py").read_text(encoding="utf-8").splitlines()) <= 20


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "garde.py").write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError):
        new_bot("garde", tmp_path)
    assert (tmp_path / "garde.py").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["Garde", "1garde", "gardé", "../x", "g"])
def test_a_name_that_is_no_account_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsError):
        new_bot(name, tmp_path)
    assert list(tmp_path.iterdir()) == []
