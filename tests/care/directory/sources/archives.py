"""National files in archives, honest or not."""

from __future__ import annotations

import zipfile
from pathlib import Path


def pack(folder: Path, archive: Path, *, within: str = "") -> Path:
    """An archive of every text file of `folder`, under the folder name `within`."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.glob("*.txt")):
            packed.write(path, within + path.name)
    return archive
