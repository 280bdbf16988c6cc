"""An archive is believed only as far as its seal; what is inside may have been made by anyone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from care.archive.envelope import SealingWriter
from care.archive.opening import open_archive
from care.archive.reason import ArchiveRefused, Reason
from tests.care.archive.test_envelope import KEY, OTHER


def archive_of(path: Path, *files: tuple[str, bytes]) -> Path:
    """A well sealed archive of whatever files."""
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return seal(path, inside.getvalue())


def seal(path: Path, content: bytes) -> Path:
    """Anything, well sealed."""
    with path.open("wb") as file:
        writer = SealingWriter(file, KEY.public)
        writer.write(content)
        writer.finish()
    return path


def test_it_is_written_for_its_owner_only(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a", ("circle.json", b"{}"), ("media/000001.png", b"x"))
    with open_archive(path, KEY) as archive:
        assert archive.extract(tmp_path / "out") == 2
    assert (tmp_path / "out/media/000001.png").read_bytes() == b"x"
    assert (tmp_path / "out/circle.json").stat().st_mode & 0o077 == 0
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "name",
    ["../out.txt", "/etc/passwd", "media/../../x", "media/000001.png/x", "media\\x", "other.txt",
     "rooms/circle/1.jsonl", "LISEZMOI.txt\n", "media/000001.toolong"],
)  # fmt: skip
def test_a_name_that_is_not_ours_is_refused_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    path = archive_of(tmp_path / "a", ("circle.json", b"{}"), (name, b"x"))
    with pytest.raises(ArchiveRefused), open_archive(path, KEY) as archive:
        archive.extract(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_small_file_does_not_become_a_huge_one(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a", ("circle.json", bytes(20 * 2**20)))
    with pytest.raises(ArchiveRefused), open_archive(path, KEY):
        pass


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(10)])
def test_what_is_no_archive_inside_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ArchiveRefused), open_archive(seal(tmp_path / "a", content), KEY):
        pass


def test_ways_of_packing_that_we_never_use_are_refused(tmp_path: Path) -> None:
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("circle.json", b"{}")
    with pytest.raises(ArchiveRefused), open_archive(seal(tmp_path / "a", inside.getvalue()), KEY):
        pass


def test_broken_packing_is_damage(tmp_path: Path) -> None:
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("circle.json", bytes(range(256)) * 4)
    broken = bytearray(inside.getvalue())
    broken[60:90] = bytes(30)
    with (
        pytest.raises(ArchiveRefused),
        open_archive(seal(tmp_path / "a", bytes(broken)), KEY) as opened,
    ):
        opened.read("circle.json")


def test_the_folder_must_be_new_or_empty(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a", ("circle.json", b"{}"))
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine").touch()
    with open_archive(path, KEY) as archive, pytest.raises(ArchiveRefused) as refused:
        archive.extract(tmp_path / "out")
    assert refused.value.reason is Reason.FOLDER_NOT_EMPTY


def test_another_key_and_no_file_are_told_apart(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "a", ("circle.json", b"{}"))
    for file, key, reason in (
        (path, OTHER, Reason.WRONG_KEY),
        (tmp_path / "b", KEY, Reason.NOT_AN_ARCHIVE),
    ):
        with pytest.raises(ArchiveRefused) as refused, open_archive(file, key):
            pass
        assert refused.value.reason is reason
