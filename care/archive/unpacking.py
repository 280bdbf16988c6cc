"""An archive as a folder that people can read without any program of ours."""

from __future__ import annotations

import json
from pathlib import Path

from care.archive.listing import tell_documents
from care.archive.opening import OpenedArchive
from care.archive.transcript import Teller
from care.archive.words import say


def unpack(archive: OpenedArchive, folder: Path) -> int:
    """Write all of `archive` into `folder`, and as pages of text besides its documents and each
    conversation.

    Returns how many files the archive had. Raises ArchiveRefused when something is there.
    """
    count = archive.extract(folder)
    record = json.loads(archive.read("circle.json"))
    if documents := record.get("documents"):
        page = folder / "documents.txt"
        page.touch(mode=0o600)
        told = "\n".join([say("listing-title"), "", *tell_documents(documents), ""])
        page.write_text(told, encoding="utf-8")
    teller = Teller.of(record)
    for kind, parts in archive.rooms().items():
        page = folder / f"conversation-{kind}.txt"
        page.touch(mode=0o600)
        with page.open("w", encoding="utf-8") as file:
            file.write(say("transcript-title", room=kind) + "\n\n")
            for part in parts:
                lines = archive.read(part).splitlines()
                file.writelines(f"{told}\n" for told in teller.tell(lines))
    return count
