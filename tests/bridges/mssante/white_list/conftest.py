"""An agency that signs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bridges.mssante.white_list.lists import Agency


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    """One with its own authority."""
    return Agency(tmp_path / "agency")
