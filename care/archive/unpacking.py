"""An archive as a folder that people can read without any program of ours."""

from __future__ import annotations

import json
from pathlib import Path

from care.archive.opening import OpenedArchive
from care.archive.transcript import Teller
from care.archive.words import say


def unpack(archive: OpenedArchive, folder: Path) -> int:
    """Write all of `archive` into `folder`, and each conversation as a page of text besides.

    Returns how many files the archive had. Raises ArchiveRefused when something is there.
    """
    count = archive.extract(folder)
    teller = Teller.of(json.loads(archive.read("circle.json")))
    for kind, parts in archive.rooms().items():
        page = folder / f"conversation-{kind}.txt"
        page.touch(mode=0o600)
        with page.open("w", encoding="utf-8") as file:
            file.write(say("transcript-title", room=kind) + "\n\n")
            for part in parts:
                lines = archive.read(part).splitlines()
                file.writelines(f"{told}\n" for told in teller.tell(lines))
    return count
