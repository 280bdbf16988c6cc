"""Which source a territory, or an operator on the command line, has chosen."""

from __future__ import annotations

from pathlib import Path

from care.directory.sources.fhir_source import FhirSource
from care.directory.sources.files import FilesSource, FolderSource
from care.directory.sources.port import DirectorySource
from care.directory.sources.published import PublishedSource
from care.runtime.settings import DirectorySource as Settings
from care.runtime.settings import SourceKind


def choose_source(
    settings: Settings, home: Path, given: str | None = None
) -> DirectorySource | None:
    """The source that was `given` (folder, file or address), or that of the settings, if any.

    Relative paths of the settings are those of the territory's folder `home`.
    """
    if given is not None:
        return _given(given, settings, home)
    match settings.source:
        case SourceKind.WEB:
            return PublishedSource(settings.urls, _path(settings.ca_file, home))
        case SourceKind.API if settings.api_key_file is not None:
            key = home / settings.api_key_file
            return FhirSource(settings.api_url, key, _path(settings.ca_file, home))
        case _:
            folder = _path(settings.folder, home)
            return None if folder is None else FolderSource(folder)


def _given(given: str, settings: Settings, home: Path) -> DirectorySource:
    if "://" in given:
        # In place of the first address only: the others complete it (MSSanté has its own).
        return PublishedSource((given, *settings.urls[1:]), _path(settings.ca_file, home))
    path = Path(given)
    if path.is_dir():
        return FolderSource(path)
    if path.suffix.lower() == ".zip":
        return FilesSource([path])
    return FilesSource([path, *(other for other in path.parent.glob("*.txt") if other != path)])


def _path(path: Path | None, home: Path) -> Path | None:
    return None if path is None else home / path
