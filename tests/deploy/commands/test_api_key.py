"""An operator gives a program its key, sees how much it asks, and takes it back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from care.runtime.errors import Refusal
from care.software.keys import parse_secret
from deploy.cli import build

EXAMPLE = Path(__file__).resolve().parents[3] / "territory.example.toml"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLE, tmp_path / "territory.toml")
    return tmp_path


def order(state: Path, *words: str) -> Result:
    return CliRunner().invoke(build(), ["api-key", *words, "--state", str(state)])


def test_a_key_is_made_listed_and_closed(state: Path) -> None:
    assert "Aucune clé" in order(state, "list").output
    made = order(state, "create", "Cabinet des Embruns")
    secret = parse_secret(made.stdout.splitlines()[-1])
    assert secret is not None
    listed = order(state, "list").output
    assert secret.id in listed and "0 demandes" in listed and "jamais" in listed
    assert secret.text not in listed
    assert "fermée" in order(state, "revoke", secret.id).output
    assert "fermée le" in order(state, "list").output


def test_a_key_that_is_not_there_is_told(state: Path) -> None:
    assert isinstance(order(state, "revoke", "rien").exception, Refusal)
