"""An archive is opened only if it is what it says, and writes only what it should."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from care.directory.national_files import UnusableFile
from care.directory.sources.archive import Bounds, is_archive, national_name, unpack
from tests.care.directory.sources.archives import pack

NAME = "PS_LibreAcces_Personne_activite_202611120600.txt"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


def archive_of(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return path


def reason(archive: Path, folder: Path, bounds: Bounds | None = None) -> str:
    with pytest.raises(UnusableFile) as refused:
        unpack(archive, folder, bounds or Bounds())
    return refused.value.reason


def test_the_national_files_come_out_as_they_went_in(
    folder: Path, tmp_path: Path, out: Path
) -> None:
    archive = pack(folder, tmp_path / "PS_LibreAcces_202611120600.zip")
    assert is_archive(archive)
    unpack(archive, out)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == {
        p.name: p.read_bytes() for p in folder.glob("*.txt")
    }


@pytest.mark.parametrize("where", ["../../", "/etc/", "..\\..\\", "a/b/"])
def test_wherever_a_member_wants_to_go_it_stays_in_the_folder(
    tmp_path: Path, out: Path, where: str
) -> None:
    archive = archive_of(tmp_path / "a.zip", (where + NAME, b"x"), ("../evil.txt", b"y"))
    assert unpack(archive, out) == [out / NAME]
    assert sorted(p.name for p in tmp_path.rglob("*.txt")) == [NAME]


def test_a_bomb_is_not_opened(tmp_path: Path, out: Path) -> None:
    bomb = archive_of(tmp_path / "a.zip", (NAME, b"0" * 50_000_000))
    assert reason(bomb, out) == "source-archive-unsafe"
    assert list(out.iterdir()) == []


def test_limits_of_size_and_members_hold(tmp_path: Path, out: Path) -> None:
    archive = archive_of(tmp_path / "a.zip", (NAME, b"abc"), ("b", b""), ("c", b""))
    assert reason(archive, out, Bounds(size=2)) == "source-archive-unsafe"
    assert reason(archive, out, Bounds(members=2)) == "source-archive-unsafe"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_file_twice_is_refused(tmp_path: Path, out: Path) -> None:
    archive = archive_of(tmp_path / "a.zip", (NAME, b"a"), ("x/" + NAME, b"b"))
    assert reason(archive, out) == "source-archive-unsafe"


def test_an_archive_of_something_else_is_told(tmp_path: Path, out: Path) -> None:
    assert reason(archive_of(tmp_path / "a.zip", ("notes.txt", b"")), out) == "source-archive-empty"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 0.999), flip=st.booleans())
def test_cut_or_altered_anywhere_it_is_refused_or_whole(
    folder: Path, tmp_path: Path, share: float, flip: bool
) -> None:
    whole = pack(folder, tmp_path / "whole.zip").read_bytes()
    at = int(len(whole) * share)
    altered = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :] if flip else whole[:at]
    broken, out = tmp_path / "broken.zip", tmp_path / "out"
    broken.write_bytes(altered)
    out.mkdir(exist_ok=True)
    try:
        written = unpack(broken, out)
    except UnusableFile:
        written = []
    for path in written:
        assert path.read_bytes() == (folder / path.name).read_bytes()
    for path in out.iterdir():
        path.unlink()


def test_only_dated_national_names_are_known() -> None:
    assert national_name("a/" + NAME) == NAME
    assert national_name("PS_LibreAcces_Dipl_AutExerc_202611120600.txt") is None
    assert national_name(NAME + "/..") is None
