"""An archive becomes a folder that people read."""

from __future__ import annotations

from pathlib import Path

from care.archive.opening import open_archive
from care.archive.unpacking import unpack
from care.runtime.units import Units
from tests.care.archive.kept_circle import CANARY
from tests.care.archive.test_envelope import KEY
from tests.care.archive.test_writing import history, written


async def test_each_conversation_has_its_page(units: Units, tmp_path: Path) -> None:
    done = await written(units, tmp_path, history())
    with open_archive(done.path, KEY) as archive:
        assert unpack(archive, tmp_path / "out") == len(archive.names)
    page = (tmp_path / "out/conversation-circle.txt").read_text(encoding="utf-8")
    assert f"FICTIF Ana\u00a0: {CANARY} a mal" in page
    assert "(fichier media/000001.png)" in page
    team = (tmp_path / "out/conversation-professionals.txt").read_text(encoding="utf-8")
    assert "FICTIF Alice" in team
    assert (tmp_path / "out/conversation-circle.txt").stat().st_mode & 0o077 == 0
