"""An invented country, indexed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from care.directory.national.building import build_national_index
from care.directory.national.synthetic.files import generate_national_files


@pytest.fixture(scope="session")
def country_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the index of a country of 5,000 activities is."""
    files, root = tmp_path_factory.mktemp("country"), tmp_path_factory.mktemp("index")
    generate_national_files(files, 5_000, seed=3)
    build_national_index(files, root, datetime(2026, 11, 13, 7, 0, tzinfo=UTC))
    return root
