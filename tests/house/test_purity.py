"""Rules and models stay pure: no waiting, no clock, no outside world."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.sources import imports, modules, tree

_PURE_FLOORS = ("care/access/", "care/identity/", "care/moments/", "care/standards/")
_OUTSIDE = (
    "aiohttp", "asyncio", "io", "logging", "nio", "os", "random", "secrets", "shutil", "socket",
    "sqlalchemy", "sqlite3", "structlog", "subprocess", "synapse", "tempfile", "threading", "time",
    "urllib.request", "uuid",
)  # fmt: skip
#: Bytes that look like a file to libraries that want one: nothing leaves the process.
_IN_MEMORY = {"io.BytesIO"}
_CLOCK = {"now", "today", "utcnow"}
_INPUT = {"open", "input", "print"}


def pure_rooms() -> list[Path]:
    """The files that must be pure."""
    return [
        path
        for path in modules()
        if str(path).startswith(_PURE_FLOORS)
        or (path.parts[0] == "care" and path.name in {"model.py", "rules.py"})
    ]


def test_there_are_pure_rooms() -> None:
    assert pure_rooms()


@pytest.mark.parametrize("path", pure_rooms(), ids=str)
def test_imports_nothing_of_the_outside(path: Path) -> None:
    names = set(imports(path))
    if names & _IN_MEMORY:
        names -= {"io", *_IN_MEMORY}
    outside = [
        name
        for name in names
        if any(name == module or name.startswith(f"{module}.") for module in _OUTSIDE)
    ]
    assert not outside


@pytest.mark.parametrize("path", pure_rooms(), ids=str)
def test_neither_waits_nor_reads_a_clock_nor_a_file(path: Path) -> None:
    waiting = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    for node in ast.walk(tree(path)):
        assert not isinstance(node, waiting), f"line {getattr(node, 'lineno', '?')}: waits"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in _CLOCK, f"line {node.lineno}: reads a clock"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in _INPUT, f"line {node.lineno}: input or output"
