"""The settings, or the command line, say where the directory comes from."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from care.directory.sources.choice import choose_source
from care.directory.sources.fhir_source import FhirSource
from care.directory.sources.files import FilesSource, FolderSource
from care.directory.sources.published import PublishedSource
from care.runtime.settings import DirectorySource, SourceKind

WEB = DirectorySource(
    source=SourceKind.WEB,
    urls=("https://a.example/ps", "https://a.example/mss"),
    ca_file=Path("ca.crt"),
)


def test_the_settings_choose(tmp_path: Path) -> None:
    assert choose_source(DirectorySource(), tmp_path) is None
    folder = DirectorySource(folder=Path("annuaire"))
    assert choose_source(folder, tmp_path) == FolderSource(tmp_path / "annuaire")
    assert choose_source(WEB, tmp_path) == PublishedSource(WEB.urls, tmp_path / "ca.crt")
    api = DirectorySource(source=SourceKind.API, api_key_file=Path("cle"))
    chosen = choose_source(api, tmp_path)
    assert isinstance(chosen, FhirSource)
    assert (chosen.base, chosen.key_file) == (api.api_url, tmp_path / "cle")


def test_the_command_line_wins(tmp_path: Path) -> None:
    archive, text = tmp_path / "a.zip", tmp_path / "b.txt"
    text.touch()
    (tmp_path / "c.txt").touch()
    assert choose_source(WEB, tmp_path, str(tmp_path)) == FolderSource(tmp_path)
    assert choose_source(WEB, tmp_path, str(archive)) == FilesSource([archive])
    beside = choose_source(WEB, tmp_path, str(text))
    assert beside == FilesSource([text, tmp_path / "c.txt"])
    given = choose_source(WEB, tmp_path, "https://b.example/ps")
    assert isinstance(given, PublishedSource)
    assert given.urls[0] == "https://b.example/ps"
    assert given.ca_file == tmp_path / "ca.crt"


@pytest.mark.parametrize("source", ["web", "api"])
def test_a_source_without_what_it_needs_is_refused(source: str) -> None:
    with pytest.raises(ValidationError):
        DirectorySource(source=SourceKind(source))
