"""A process of its own that imports a folder, to be killed or starved by a test.

Arguments: database file, folder of the national files, folder of the country's index, and the
largest file that the process may write, in bytes (0: no limit).
"""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path

from care.directory.national_files import UnusableFile
from care.directory.sources.files import FolderSource
from care.directory.sources.taking import Place, take_in
from care.runtime.database import Database, sqlite_url
from tests.care.directory.territory import COMMUNES, KEYS, NOW

REFUSED = 3


def main(database: str, folder: str, national: str, largest: str) -> int:
    """Import, and say what was refused."""
    place = Place(
        Database(sqlite_url(Path(database))),
        KEYS,
        COMMUNES,
        Path(national),
        Path(national).parent / "spool",
    )
    if int(largest):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
    sys.stdout.write("go\n")
    sys.stdout.flush()
    try:
        take_in(place, FolderSource(Path(folder)), NOW, accept_smaller=True)
    except UnusableFile as refused:
        sys.stdout.write(refused.reason)
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
