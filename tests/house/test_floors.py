"""The floors hold, and nothing turns in circles."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT, WINGS, imports, modules, python_files, tree


def test_the_contracts_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_no_import_cycle() -> None:
    graph = {name: set(edges) for name, edges in _graph().items()}
    while ready := [name for name, edges in graph.items() if not edges & graph.keys()]:
        for name in ready:
            del graph[name]
    assert not graph, f"these import each other: {sorted(graph)}"


def test_wings_never_import_each_other() -> None:
    wings = {"bots", "bridges", "widgets", "policies"}
    crossing = [
        f"{path} imports {name}"
        for path in python_files(*wings)
        for name in imports(path)
        if name.split(".")[0] in wings - {path.parts[0]}
    ]
    assert crossing == []


def test_no_type_checking_back_references() -> None:
    tricks = [
        str(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    assert tricks == []


def _graph() -> dict[str, set[str]]:
    names = {".".join(path.with_suffix("").parts): path for path in modules()}
    return {
        name: {target for target in imports(path) if target in names and target != name}
        for name, path in names.items()
        if path.parts[0] in WINGS
    }
