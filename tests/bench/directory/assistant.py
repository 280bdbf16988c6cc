"""The directory's assistant in a process of its own, before an index of the whole country.

Arguments: where the index is, and a folder for the files of a small territory.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bots.directory.bot import DirectoryBot
from bots.engine.bot import Bot
from care.directory.importer import import_folder
from care.directory.national.directory import NationalDirectory
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.units import Units
from tests.bench.peers.ours import OurBot, run
from tests.care.directory.territory import COMMUNES


class Assistant(OurBot):
    """The bot of the product, with its national directory."""

    def __init__(self, index: Path, files: Path) -> None:
        super().__init__()
        self._index, self._files = index, files

    def make_bot(self, account: str, units: Units) -> Bot:
        """The directory, its territory imported."""
        if not self._files.exists():
            write_synthetic_files(self._files)
            now = units.clock.now()
            import_folder(units.database, units.keys, self._files, COMMUNES, now)
        return DirectoryBot(account, national=NationalDirectory(self._index, str))


if __name__ == "__main__":
    run(Assistant(*map(Path, sys.argv[1:])))
