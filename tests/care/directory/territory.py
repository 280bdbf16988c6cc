"""A synthetic territory for the tests: files, communes, keys and an empty database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from care.directory.importer import import_folder
from care.directory.model import Activity, ImportReport, Profession, Professional, Skill
from care.runtime.database import METADATA, Database
from care.runtime.sealing import KeyRing

COMMUNES = ("76351", "76447", "76552", "76305", "76341", "76238")
NOW = datetime(2026, 11, 15, 9, 0, tzinfo=UTC)
KEYS = KeyRing({1: bytes(range(32))})
PLACES = {"76351": "Le Havre", "76447": "Montivilliers", "76305": "Gonfreville-l'Orcher"}


def empty_database() -> Database:
    """A database in memory with its tables."""
    database = Database("sqlite://")
    METADATA.create_all(database.engine)
    return database


def take_in(database: Database, folder: Path, *, accept_smaller: bool = False) -> ImportReport:
    """Import the files of `folder` for the territory."""
    return import_folder(database, KEYS, folder, COMMUNES, NOW, accept_smaller=accept_smaller)


def person(
    name: str,
    profession: str = "60",
    *communes: str,
    skills: tuple[str, ...] = (),
    structure: str = "",
    rpps: str = "",
) -> Professional:
    """Someone called `name` ("Given FAMILY"), practising in `communes` (Le Havre by default)."""
    given, _, family = name.partition(" ")
    return Professional(
        id=f"id-{name}",
        rpps=rpps,
        title="Dr" if profession == "10" else "",
        feminine=False,
        family_name=family,
        given_name=given,
        professions=(Profession(profession, "Libellé officiel"),),
        skills=tuple(Skill(code, code) for code in skills),
        activities=tuple(
            Activity(code, PLACES[code], structure=structure) for code in communes or ("76351",)
        ),
    )
