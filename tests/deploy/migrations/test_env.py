"""What every revision must respect, so that the past stays the past."""

from __future__ import annotations

from alembic.script import ScriptDirectory

from deploy.migrate import MIGRATIONS, migration_config


def test_one_line_of_revisions_from_the_first_to_the_last() -> None:
    scripts = ScriptDirectory.from_config(migration_config())
    revisions = list(scripts.walk_revisions())
    assert scripts.get_bases() == ["0001"]
    assert len(scripts.get_heads()) == 1
    assert sorted(found.revision for found in revisions) == [
        f"{number:04d}" for number in range(1, len(revisions) + 1)
    ]


def test_no_revision_leans_on_code_that_will_change() -> None:
    for revision in (MIGRATIONS / "versions").glob("v*.py"):
        lines = revision.read_text(encoding="utf-8").splitlines()
        imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
        assert imported <= {"__future__", "sqlalchemy", "alembic"}


def test_every_folder_is_a_package_so_that_it_is_installed() -> None:
    for folder in {path.parent for path in MIGRATIONS.rglob("*.py")}:
        assert (folder / "__init__.py").exists()
