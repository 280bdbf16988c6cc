"""A configuration that is not safe stops the start, with a line per problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.runtime.errors import SettingsError
from homeserver.validation import check_configuration, ensure_understood
from tests.homeserver.clumsy import untouched, write_clumsily


def test_a_file_that_is_not_one(tmp_path: Path) -> None:
    path = tmp_path / "homeserver.yaml"
    path.write_text("bonjour")
    assert len(check_configuration(path)) == 1
    path.write_text("a: [")
    assert len(check_configuration(path)) == 1


def test_it_is_checked_once_and_again_when_it_changes(tmp_path: Path) -> None:
    layout = write_clumsily(tmp_path, untouched)
    ensure_understood(layout)
    mark = (layout.state / "understood").stat().st_mtime_ns
    ensure_understood(layout)
    assert (layout.state / "understood").stat().st_mtime_ns == mark
    spoiled = write_clumsily(tmp_path, lambda content: content.update(typo=1))
    with pytest.raises(SettingsError, match=r"typo"):
        ensure_understood(spoiled)
