"""`cercle rooms trim`: counts first, then really, and never a circle."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real.deploy.kept_territory import kept_territory, latest

pytestmark = pytest.mark.real


async def test_only_kinds_with_a_time_are_concerned(tmp_path: Path) -> None:
    async with kept_territory(tmp_path) as made:
        before = await latest(made.alice, made.rooms["circle"])
        told = await made.order("rooms", "trim", "--dry-run")
        assert "Conversations concernées\u00a0: 1." in told.stdout  # the nurses' group
        ran = await made.order("rooms", "trim")
        assert ran.returncode == 0, ran.stderr
        assert await latest(made.alice, made.rooms["circle"]) == before
        settings = (tmp_path / "territory.toml").read_text(encoding="utf-8")
        (tmp_path / "territory.toml").write_text(settings.replace("group_days = 1", ""), "utf-8")
        kept = await made.order("rooms", "trim")
        assert "Tout est gardé" in kept.stdout
