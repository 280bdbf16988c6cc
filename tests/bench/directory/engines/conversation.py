"""The bot's whole path, but for encryption: what is received, answered, remembered and queued."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bots.directory.bot import DirectoryBot
from bots.engine.dialogue import Dialogue
from care.directory.importer import import_folder
from care.directory.national.directory import NationalDirectory
from care.directory.synthetic_files import write_synthetic_files

_COMMUNES = ("76351", "76447", "76552", "76305", "76341", "76238")
_NOW = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)
_ASKER = "@someone:dialogue.test"


class Conversation:
    """Somebody's conversation with the directory; every other text is about the whole country."""

    title = "Cercle, the bot's whole path"

    def __init__(self, index: Path, folder: Path) -> None:
        write_synthetic_files(folder)
        bot = DirectoryBot("@directory:dialogue.test", national=NationalDirectory(index, str))
        self._dialogue, self._turns = Dialogue(bot, start=_NOW), 0
        units = self._dialogue.units
        import_folder(units.database, units.keys, folder, _COMMUNES, _NOW)

    def search(self, text: str, near: str) -> list[str]:
        """As every engine, by whoever asks; the answers are texts. Exactly one is due."""
        del near
        self._turns += 1
        beyond = " en France" if self._turns % 2 else ""
        said = on_the_wire(f"{text}{beyond}")
        answers = self._dialogue.says(_ASKER, said)
        if len(answers) != 1:
            raise AssertionError(f"{len(answers)} answers to {said[:60]!r}")
        return answers


def on_the_wire(text: str) -> str:
    """`text` as it can be received: JSON in UTF-8 has no half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode()
