"""Every source keeps the one promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.directory.sources.files import FilesSource, FolderSource
from care.directory.sources.port import DirectorySource, unheard
from tests.care.directory.sources.archives import pack


@pytest.mark.parametrize("kind", ["folder", "files", "archive"])
def test_a_delivery_holds_the_three_files_for_its_block(
    folder: Path, tmp_path: Path, kind: str
) -> None:
    archive = pack(folder, tmp_path / "a.zip")
    sources: dict[str, DirectorySource] = {
        "folder": FolderSource(folder),
        "files": FilesSource(sorted(folder.glob("*.txt"))),
        "archive": FilesSource([archive]),
    }
    with sources[kind].deliver(tmp_path / "spool", unheard) as delivery:
        found = {path.name: path.read_bytes() for path in delivery.folder.glob("*.txt")}
    assert found == {path.name: path.read_bytes() for path in folder.glob("*.txt")}
    assert list((tmp_path / "spool").glob("delivery-*")) == []
