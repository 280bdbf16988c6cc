"""The demonstration's directory: invented people in the national format, imported for real."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from care.directory.importer import import_folder
from care.directory.national.building import build_national_index
from care.directory.national.directory import NationalDirectory
from care.directory.national.editions import IndexDamaged, IndexMissing
from care.directory.national.synthetic.files import generate_national_files
from care.directory.synthetic import SyntheticPerson
from care.directory.synthetic_files import write_synthetic_files
from care.runtime.clock import SystemClock
from care.runtime.database import Database
from care.runtime.sealing import KeyRing

_COUNTRY_ROWS = 10_000


def fill_directory(
    folder: Path, communes: Sequence[str], database: Database, keys: KeyRing
) -> list[SyntheticPerson]:
    """Write yesterday's files into `folder` and import them; done twice on one day, it is once."""
    now = SystemClock().now()
    for old in folder.glob("*.txt"):
        old.unlink()
    published = (now - timedelta(days=1)).replace(hour=6, minute=0, second=0, microsecond=0)
    people = write_synthetic_files(folder, published=published)
    import_folder(database, keys, folder, communes, now)
    return people


def index_country(files: Path, index: Path) -> None:
    """Invent the rest of the country in `files` and index it under `index`; once a day."""
    now = SystemClock().now()
    try:
        if NationalDirectory(index, str).edition().imported_at > now - timedelta(days=1):
            return
    except (IndexMissing, IndexDamaged):
        pass
    for old in files.glob("*.txt"):
        old.unlink()
    published = (now - timedelta(days=1)).strftime("%Y%m%d0600")
    generate_national_files(files, rows=_COUNTRY_ROWS, published=published)
    build_national_index(files, index, now, accept_smaller=True)
