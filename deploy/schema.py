"""The whole schema of the service database: every subject's tables, in one description.

A subject that gains a `tables.py` gains a line here; a test refuses the oversight.
"""

from __future__ import annotations

from types import ModuleType

from sqlalchemy import MetaData

from care.accounts import tables as accounts
from care.directory import tables as directory
from care.protocols import tables as protocols
from care.registrations import tables as registrations
from care.runtime import tables as runtime
from care.runtime.database import METADATA
from care.software import tables as software

SUBJECTS: tuple[ModuleType, ...] = (runtime, accounts, directory, software, registrations, protocols)
SCHEMA: MetaData = METADATA
