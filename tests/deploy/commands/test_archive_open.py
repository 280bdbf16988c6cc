"""`cercle archive open`: anywhere, with the key; otherwise a reason, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from care.archive.keys import make_key, read_lock
from care.archive.writing import write_archive
from care.runtime.errors import Refusal
from care.runtime.units import Units
from deploy.cli import build
from tests.care.archive.conftest import clock, database, keys, units
from tests.care.archive.kept_circle import ASSISTANT, CIRCLE, WOUND, keep_circle
from tests.care.archive.test_writing import gather, history

__all__ = ["clock", "database", "keys", "units"]


def ask(file: Path, key: Path, to: Path) -> Result:
    """The order."""
    order = ["archive", "open", str(file), "--key", str(key), "--to", str(to)]
    return CliRunner().invoke(build(), order)


@pytest.fixture
async def archive(units: Units, tmp_path: Path) -> Path:
    """An archive, and its keys beside it."""
    public = make_key(tmp_path / "key")
    with units.unit("keep") as work:
        keep_circle(work)
        found = gather(work, CIRCLE, ASSISTANT, "Europe/Paris")
    return (await write_archive(tmp_path / "a.cercle", read_lock(public), found, history())).path


async def test_a_folder_is_made_of_it(archive: Path, tmp_path: Path) -> None:
    ran = ask(archive, tmp_path / "key", tmp_path / "out")
    assert ran.exit_code == 0
    assert (tmp_path / "out/media/000001.png").read_bytes() == WOUND
    assert "a mal" in (tmp_path / "out/conversation-circle.txt").read_text(encoding="utf-8")
    again = ask(archive, tmp_path / "key", tmp_path / "out")
    assert isinstance(again.exception, Refusal)
    assert again.exception.reason == "archive-folder-not-empty"


async def test_a_wrong_key_a_cut_file_and_a_changed_one_are_told_apart(
    archive: Path, tmp_path: Path
) -> None:
    make_key(tmp_path / "other")
    whole = archive.read_bytes()
    cut, changed = tmp_path / "cut", tmp_path / "changed"
    cut.write_bytes(whole[:-1])
    changed.write_bytes(whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:])
    for file, key, reason in (
        (archive, "other", "archive-wrong-key"),
        (archive, "key.pub", "archive-not-a-key"),
        (cut, "key", "archive-damaged"),
        (changed, "key", "archive-damaged"),
        (tmp_path / "key", "key", "archive-not-an-archive"),
    ):
        ran = ask(file, tmp_path / key, tmp_path / "out")
        assert isinstance(ran.exception, Refusal)
        assert ran.exception.reason == reason
        assert not (tmp_path / "out").exists()
