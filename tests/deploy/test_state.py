"""A territory's folder holds its file, its homeserver and its own processes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from care.runtime.errors import SettingsError
from deploy.state import TerritoryFolder

EXAMPLE = Path(__file__).resolve().parents[2] / "territory.example.toml"


def test_the_example_is_a_territory(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path / "territory.toml")
    folder = TerritoryFolder(tmp_path)
    database = folder.open_database(folder.load())
    database.close()
    assert (tmp_path / "service").stat().st_mode & 0o777 == 0o700


def test_keys_are_made_once(tmp_path: Path) -> None:
    folder = TerritoryFolder(tmp_path)
    sealed = folder.open_keys().seal(b"secret", "here")
    assert TerritoryFolder(tmp_path).open_keys().unseal(sealed, "here") == b"secret"


def test_a_folder_without_its_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="introuvable"):
        TerritoryFolder(tmp_path).load()
