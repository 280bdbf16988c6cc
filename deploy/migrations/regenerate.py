"""`python -m deploy.migrations.regenerate`: write the revisions anew, one per subject's tables.

Right as long as no version has been released: every database is then made by these revisions.
From the first release on, a change of schema is a new revision instead, and this file goes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from types import ModuleType

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Table

from care.runtime.database import Database, sqlite_url
from deploy.migrate import MIGRATIONS, migration_config
from deploy.schema import SUBJECTS

DIALECTS = ("sqlite", "postgresql")


def regenerate(folder: Path = MIGRATIONS / "versions") -> list[Path]:
    """Replace the revisions in `folder`; returns their files, in order."""
    for old in folder.glob("v*.py"):
        old.unlink()
    config = migration_config()
    config.set_main_option("version_locations", str(folder).replace("%", "%%"))
    config.attributes["render_as_batch"] = False  # nothing is altered: all tables are new
    with tempfile.TemporaryDirectory() as scratch:
        database = Database(sqlite_url(Path(scratch) / "empty.db"))
        with database.begin() as connection:
            config.attributes["connection"] = connection
            written = [
                _write(config, connection, folder, number, subject)
                for number, subject in enumerate(SUBJECTS, start=1)
            ]
        database.close()
    style = str(MIGRATIONS.parents[1] / "pyproject.toml")
    ruff = [sys.executable, "-m", "ruff", "format", "--quiet", "--config", style]
    subprocess.run([*ruff, *map(str, written)], check=True)  # noqa: S603
    return written


def tables_of(subject: ModuleType) -> frozenset[str]:
    """The names of the tables that a subject describes."""
    return frozenset(one.name for one in vars(subject).values() if isinstance(one, Table))


def _write(
    config: Config, connection: Connection, folder: Path, number: int, subject: ModuleType
) -> Path:
    """One revision, applied at once so that the next one is compared with what it leaves."""
    name, revision = subject.__name__.split(".")[-2], f"{number:04d}"
    config.set_main_option("file_template", f"v%%(rev)s_{name}")
    config.attributes["tables"] = tables_of(subject)
    command.revision(config, f"The tables of {name}", autogenerate=True, rev_id=revision)
    written = folder / f"v{revision}_{name}.py"
    _add_triggers(written, subject)
    _tidy(written)
    for table in vars(subject).values():
        if isinstance(table, Table):
            table.create(connection)
    command.stamp(config, revision)
    return written


def _add_triggers(written: Path, subject: ModuleType) -> None:
    """Autogeneration sees tables only: what the database must refuse by itself comes after."""
    triggers = getattr(subject, "TRIGGERS", None)
    if triggers is None:
        return
    lines = ["    _create_triggers()\n\n\ndef _create_triggers() -> None:\n"]
    lines.append("    dialect = op.get_bind().dialect.name\n")
    for dialect in DIALECTS:
        lines.append(f'    if dialect == "{dialect}":\n')
        statements = triggers.get(dialect, ())
        lines += [f'        op.execute("""\n{_wrap(one)}\n        """)\n' for one in statements]
    with written.open("a", encoding="utf-8") as file:
        file.writelines(lines)


def _wrap(statement: str) -> str:
    inside = " " * 12
    return textwrap.fill(
        statement,
        width=96,
        initial_indent=inside,
        subsequent_indent=inside,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _tidy(written: Path) -> None:
    lines = written.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.lstrip().startswith("# ###")]
    written.write_text("".join(kept), encoding="utf-8")


if __name__ == "__main__":
    regenerate()
