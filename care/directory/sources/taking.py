"""From a source to the directory: delivered whole, then imported whole, or nothing changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import InterfaceError, OperationalError

from care.directory.importer import import_folder
from care.directory.model import ImportReport
from care.directory.national.building import build_national_index
from care.directory.national_files import UnusableFile
from care.directory.sources.files import disk_errors
from care.directory.sources.port import DirectorySource, Progress, unheard
from care.runtime.database import Database
from care.runtime.sealing import KeyRing


@dataclass(frozen=True, slots=True)
class Place:
    """Where a territory's directory lives: its rows, its index of the whole country, its spool."""

    database: Database
    keys: KeyRing
    communes: Iterable[str]
    national: Path
    spool: Path


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in. `report` is None when the source had nothing new since `mark`."""

    report: ImportReport | None
    origin: str
    mark: str


def take_in(
    place: Place,
    source: DirectorySource,
    now: datetime,
    *,
    known: str = "",
    accept_smaller: bool = False,
    progress: Progress = unheard,
) -> Taken:
    """Import what `source` delivers, and index the whole country; `known` is the last mark.

    Raises UnusableFile: the last good import then goes on answering.
    """
    with source.deliver(place.spool, progress) as delivery:
        if delivery.mark and delivery.mark == known:
            return Taken(None, delivery.origin, delivery.mark)
        try:
            report = import_folder(
                place.database,
                place.keys,
                delivery.folder,
                place.communes,
                now,
                accept_smaller=accept_smaller,
                progress=progress,
            )
        except (OperationalError, InterfaceError):
            raise UnusableFile("source-database") from None
        with disk_errors():
            build_national_index(
                delivery.folder, place.national, now, accept_smaller=accept_smaller
            )
        return Taken(report, delivery.origin, delivery.mark)
