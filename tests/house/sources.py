"""The files of the house, as the rules see them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WINGS = ("care", "bots", "bridges", "widgets", "policies", "homeserver", "deploy")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control or about to be, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return tuple(sorted(Path(name) for name in listed.split("\0") if (ROOT / name).is_file()))


def python_files(*tops: str) -> list[Path]:
    """The Python files under the folders `tops` (every wing by default)."""
    wanted = tops or WINGS
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] in wanted]


def modules() -> list[Path]:
    """The Python files of the wings that hold code."""
    return [path for path in python_files() if path.name != "__init__.py"]


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def docstrings(path: Path) -> set[ast.Constant]:
    """The constants of a file that are documentation."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(first.value)
    return found


def literals(path: Path) -> Iterator[ast.Constant]:
    """The texts in a file's code, documentation left out."""
    documentation = docstrings(path)
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in documentation
        ):
            yield node


def imports(path: Path) -> Iterator[str]:
    """The names of the modules that a file imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def lines_of(path: Path) -> int:
    """How long a file is."""
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())
