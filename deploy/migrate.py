"""The service database brought to the schema of the installed version, at every start."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from care.runtime.database import Database
from care.runtime.errors import SettingsError

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """Bring `database` up to date: all of it or nothing, and once when several start together.

    Raises SettingsError when a newer version has already been at work on it.
    """
    config = migration_config()
    with database.begin() as connection:
        found = MigrationContext.configure(connection).get_current_heads()
    if found == tuple(ScriptDirectory.from_config(config).get_heads()):
        return
    with database.begin_in_turn() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise SettingsError(
                "La base de données vient d’une autre version de Cercle, sans doute plus récente : "
                "réinstallez cette version, ou restaurez une sauvegarde."
            ) from None


def migration_config() -> Config:
    """Alembic's settings; the connection to work on goes into `attributes["connection"]`."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    return config
