"""Files of this machine: archives or texts, as somebody dropped them."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from care.directory.national_files import UnusableFile
from care.directory.sources.files import (
    FilesSource,
    FolderSource,
    disk_errors,
    fresh_folder,
    gather,
)
from care.directory.sources.port import unheard
from tests.care.directory.sources.archives import pack


def test_the_same_file_given_twice_is_told(folder: Path, tmp_path: Path) -> None:
    archive, text = pack(folder, tmp_path / "a.zip"), next(folder.glob("*.txt"))
    for order in ((archive, text), (text, archive)):
        with pytest.raises(UnusableFile) as refused, fresh_folder(tmp_path / "s") as out:
            for path in order:
                gather(path, path.name, out)
        assert refused.value.reason == "source-twice"


def test_an_archive_in_the_folder_is_unpacked_elsewhere(folder: Path, tmp_path: Path) -> None:
    dropped = tmp_path / "dropped"
    dropped.mkdir()
    pack(folder, dropped / "a.zip")
    with FolderSource(dropped).deliver(tmp_path / "spool", unheard) as delivery:
        assert delivery.origin == "dropped"
        assert len(list(delivery.folder.glob("*.txt"))) == 3
    assert [path.name for path in dropped.iterdir()] == ["a.zip"]


def test_a_file_under_another_name_is_refused(folder: Path, tmp_path: Path) -> None:
    renamed = Path(shutil.copy(next(folder.glob("*.txt")), tmp_path / "annuaire.txt"))
    with (
        pytest.raises(UnusableFile) as refused,
        FilesSource([renamed]).deliver(tmp_path / "spool", unheard),
    ):
        pass
    assert refused.value.reason == "source-not-national"


def test_what_a_killed_process_left_goes(tmp_path: Path) -> None:
    (tmp_path / "delivery-old").mkdir(parents=True)
    with fresh_folder(tmp_path) as folder:
        assert [path.name for path in tmp_path.iterdir()] == [folder.name]


@pytest.mark.parametrize(("code", "reason"), [(errno.ENOSPC, "full"), (errno.EIO, "disk")])
def test_a_full_disk_is_told(code: int, reason: str) -> None:
    with pytest.raises(UnusableFile) as refused, disk_errors():
        raise OSError(code, "")
    assert refused.value.reason == {"full": "source-disk-full", "disk": "source-disk"}[reason]
