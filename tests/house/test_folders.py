"""A folder exists because something is in it; nothing happens when it is imported."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.house.sources import ROOT, WINGS, python_files, tracked


def test_init_files_are_empty() -> None:
    full = [path for path in python_files() if path.name == "__init__.py"]
    assert [str(path) for path in full if (ROOT / path).stat().st_size] == []


def test_no_folder_is_an_empty_shell() -> None:
    inside: dict[Path, set[str]] = defaultdict(set)
    for path in python_files():
        for folder in path.parents[:-1]:
            inside[folder].add(path.name)
    assert [str(folder) for folder, names in inside.items() if names == {"__init__.py"}] == []


def test_every_package_can_be_imported_by_name() -> None:
    packages = {path.parent for path in python_files()}
    missing = [p for p in packages if p / "__init__.py" not in tracked() and p.parts[0] in WINGS]
    assert [str(package) for package in missing] == []


def test_there_is_no_drawer() -> None:
    drawers = {"utils", "util", "helpers", "common", "misc", "shared"}
    assert [str(path) for path in python_files() if drawers & {path.stem, *path.parts}] == []
