"""`python -m deploy.migrations.regenerate`: write the first revision anew from the tables.

Right as long as no version has been released: every database is then made by this one revision.
From the first release on, a change of schema is a new revision instead, and this file goes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

from alembic import command
from alembic.config import Config

from care.runtime.database import Database, sqlite_url
from deploy.migrate import MIGRATIONS, migration_config
from deploy.schema import TRIGGERS

FIRST = "0001"
_SENTENCE = "All tables of the first version"


def regenerate(folder: Path = MIGRATIONS / "versions") -> Path:
    """Replace revision 0001 in `folder`; returns its file."""
    written = folder / f"v{FIRST}_first.py"
    written.unlink(missing_ok=True)
    config = migration_config()
    config.set_main_option("version_locations", str(folder).replace("%", "%%"))
    config.set_main_option("file_template", "v%%(rev)s_first")
    config.attributes["render_as_batch"] = False  # nothing is altered: all tables are new
    _write(config)
    _add_triggers(written)
    _tidy(written)
    return written


def _write(config: Config) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(sqlite_url(Path(folder) / "empty.db"))
        with database.begin() as connection:
            config.attributes["connection"] = connection
            command.revision(config, _SENTENCE, autogenerate=True, rev_id=FIRST)
        database.close()


def _add_triggers(written: Path) -> None:
    """Autogeneration sees tables only: what the database must refuse by itself comes after."""
    lines = ["    _create_triggers()\n\n\ndef _create_triggers() -> None:\n"]
    lines.append("    dialect = op.get_bind().dialect.name\n")
    for dialect, statements in TRIGGERS.items():
        lines.append(f'    if dialect == "{dialect}":\n')
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
    style = str(MIGRATIONS.parents[1] / "pyproject.toml")
    ruff = [sys.executable, "-m", "ruff", "format", "--quiet", "--config", style, str(written)]
    subprocess.run(ruff, check=True)  # noqa: S603


if __name__ == "__main__":
    regenerate()
