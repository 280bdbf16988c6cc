"""The revisions are written from the tables, always in the same words."""

from __future__ import annotations

from pathlib import Path

from deploy.migrate import MIGRATIONS
from deploy.migrations.regenerate import regenerate, tables_of
from deploy.schema import SCHEMA, SUBJECTS


def test_the_committed_revisions_are_those_the_tables_ask_for(tmp_path: Path) -> None:
    committed = {path.name: path.read_text("utf-8") for path in _revisions()}
    anew = {path.name: path.read_text("utf-8") for path in regenerate(tmp_path)}
    assert committed == anew, "the tables changed: python -m deploy.migrations.regenerate"


def test_writing_them_twice_leaves_the_same(tmp_path: Path) -> None:
    once = {path: path.read_text("utf-8") for path in regenerate(tmp_path)}
    twice = {path: path.read_text("utf-8") for path in regenerate(tmp_path)}
    assert once == twice
    assert sorted(tmp_path.glob("*.py")) == sorted(once)


def test_every_table_belongs_to_one_subject() -> None:
    owned = [name for subject in SUBJECTS for name in tables_of(subject)]
    assert sorted(owned) == sorted(SCHEMA.tables)


def _revisions() -> list[Path]:
    return sorted((MIGRATIONS / "versions").glob("v*.py"))
