"""`cercle directory import` fills the directory, and says what it refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from care.directory.national_files import UnusableFile
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.errors import SettingsError
from deploy.cli import build, explain

EXAMPLE = Path(__file__).resolve().parents[3] / "territory.example.toml"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLE, tmp_path / "territory.toml")
    return tmp_path


def test_the_files_of_a_folder_are_imported_once(state: Path) -> None:
    write_synthetic_files(state / "files", people=30)
    order = ["directory", "import", str(state / "files"), "--state", str(state)]
    first = CliRunner().invoke(build(), order)
    assert "30 professionnels (30 nouveaux" in first.output
    assert "30 professionnels (0 nouveaux" in CliRunner().invoke(build(), order).output


def test_an_empty_folder_is_told(state: Path) -> None:
    (state / "files").mkdir()
    order = ["directory", "import", str(state / "files"), "--state", str(state)]
    ran = CliRunner().invoke(build(), order)
    assert isinstance(ran.exception, UnusableFile)


def test_no_folder_at_all_is_told(state: Path) -> None:
    ran = CliRunner().invoke(build(), ["directory", "import", "--state", str(state)])
    assert isinstance(ran.exception, SettingsError)


def test_an_archive_is_imported_like_a_folder(state: Path) -> None:
    write_synthetic_files(state / "files", people=30)
    archive = shutil.make_archive(str(state / "PS_LibreAcces"), "zip", state / "files")
    order = ["directory", "import", archive, "--state", str(state)]
    assert "30 professionnels (30 nouveaux" in CliRunner().invoke(build(), order).output


def test_an_address_in_clear_is_refused(state: Path) -> None:
    order = ["directory", "import", "http://annuaire.example/f.zip", "--state", str(state)]
    ran = CliRunner().invoke(build(), order)
    assert isinstance(ran.exception, UnusableFile)
    assert "https" in explain(ran.exception)[1]
