"""The first revision is written from the tables, always in the same words."""

from __future__ import annotations

from pathlib import Path

from deploy.migrate import MIGRATIONS
from deploy.migrations.regenerate import regenerate


def test_the_committed_revision_is_the_one_the_tables_ask_for(tmp_path: Path) -> None:
    committed = MIGRATIONS / "versions" / "v0001_first.py"
    anew = regenerate(tmp_path).read_text(encoding="utf-8")
    assert committed.read_text(encoding="utf-8") == anew, (
        "the tables changed: python -m deploy.migrations.regenerate"
    )


def test_writing_it_twice_leaves_one(tmp_path: Path) -> None:
    assert regenerate(tmp_path) == regenerate(tmp_path)
    assert [path.name for path in tmp_path.glob("*.py")] == ["v0001_first.py"]
