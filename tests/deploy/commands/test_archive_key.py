"""`cercle archive key`: a pair, and never in place of another."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from care.archive.keys import PrivateKey, read_lock, read_opener
from care.runtime.errors import Refusal
from deploy.cli import build


def test_a_pair_is_made_and_the_secret_is_not_shown(tmp_path: Path) -> None:
    secret = tmp_path / "archives.key"
    ran = CliRunner().invoke(build(), ["archive", "key", str(secret)])
    opener = read_opener(secret)
    assert isinstance(opener, PrivateKey)
    assert read_lock(tmp_path / "archives.key.pub") == opener.public
    assert secret.read_text().strip() not in ran.output
    again = CliRunner().invoke(build(), ["archive", "key", str(secret)])
    assert isinstance(again.exception, Refusal)
    assert read_opener(secret) == opener
