"""The whole schema of the service database: every subject's tables, in one description.

A subject that gains a `tables.py` gains a line here; a test refuses the oversight.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType, ModuleType

from sqlalchemy import MetaData

from bridges.mssante import tables as mssante
from care.accounts import tables as accounts
from care.archive import tables as archive
from care.audit import tables as audit
from care.circles import tables as circles
from care.consent import tables as consent
from care.directory import tables as directory
from care.dispatches import tables as dispatches
from care.documents import tables as documents
from care.letters import tables as letters
from care.mail import tables as mail
from care.pages import tables as pages
from care.patients import tables as patients
from care.protocols import tables as protocols
from care.registrations import tables as registrations
from care.runtime import tables as runtime
from care.runtime.database import METADATA
from care.runtime.sealed_columns import SealedColumn, UnsealedColumn
from care.software import tables as software
from care.tasks import tables as tasks

SUBJECTS: tuple[ModuleType, ...] = (
    runtime,
    audit,
    accounts,
    directory,
    software,
    registrations,
    protocols,
    patients,
    consent,
    mail,
    circles,
    archive,
    tasks,
    documents,
    letters,
    dispatches,
    pages,
    mssante,
)
SCHEMA: MetaData = METADATA

#: Columns that `cercle keys` knows how to open and seal anew; a test refuses an oversight.
SEALED: tuple[SealedColumn, ...] = tuple(
    column for subject in SUBJECTS for column in getattr(subject, "SEALED", ())
)
UNSEALED: tuple[UnsealedColumn, ...] = tuple(
    column for subject in SUBJECTS for column in getattr(subject, "UNSEALED", ())
)

#: Statements that go with the tables, by kind of database.
TRIGGERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        dialect: tuple(
            statement
            for subject in SUBJECTS
            for statement in getattr(subject, "TRIGGERS", {}).get(dialect, ())
        )
        for dialect in ("sqlite", "postgresql")
    }
)
