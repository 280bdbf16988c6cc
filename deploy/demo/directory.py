"""The demonstration's directory: invented people in the national format, imported for real."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from care.directory.importer import import_folder
from care.directory.synthetic import SyntheticPerson
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.clock import SystemClock
from care.runtime.database import Database
from care.runtime.sealing import KeyRing


def fill_directory(
    folder: Path, communes: Sequence[str], database: Database, keys: KeyRing
) -> list[SyntheticPerson]:
    """Write the files into `folder` and import them; the same each time, so done twice is once."""
    people = write_synthetic_files(folder)
    import_folder(database, keys, folder, communes, SystemClock().now())
    return people
