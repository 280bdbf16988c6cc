"""The example of the guide works as it is printed: on the server, in its test, in TypeScript."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.docs.pages import ROOT, code_blocks
from tests.widgets.node import FRONT_END, NODE
from widgets import generating
from widgets.engine.texts_typescript import render_texts
from widgets.wiring import all_pages

GUIDE = "ecrire-une-page.md"


def test_the_page_and_its_test_run_as_printed(tmp_path: Path) -> None:
    page, test = code_blocks(GUIDE, "python")
    (tmp_path / "garde.py").write_text(page, encoding="utf-8")
    (tmp_path / "test_garde.py").write_text(test, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_garde.py"],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{ROOT}:{tmp_path}", "PATH": "/usr/bin:/bin"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "1 passed" in ran.stdout


def test_the_browser_s_half_is_well_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = _example(tmp_path).build_garde_page("@a:b")
    monkeypatch.setattr(generating, "all_pages", lambda name: [*all_pages(name), page])
    words = tmp_path / "page.ftl"
    words.write_text(code_blocks(GUIDE, "ftl")[0], encoding="utf-8")
    shutil.copytree(FRONT_END / "src", tmp_path / "src")
    shutil.copy(FRONT_END / "tsconfig.json", tmp_path)
    (tmp_path / "node_modules").symlink_to(FRONT_END / "node_modules")
    written = generating.render()
    written["texts.ts"] = render_texts([*sorted((ROOT / "widgets").glob("*/page.ftl")), words])
    for name, text in written.items():
        (tmp_path / "src" / "generated" / name).write_text(text, encoding="utf-8")
    (tmp_path / "src" / "pages" / "garde").mkdir()
    (tmp_path / "src" / "pages" / "garde" / "page.tsx").write_text(
        code_blocks(GUIDE, "tsx")[0], encoding="utf-8"
    )
    compiler = FRONT_END / "node_modules" / "typescript" / "bin" / "tsc"
    ran = subprocess.run(
        [NODE, compiler, "--noEmit"], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout


def _example(folder: Path) -> ModuleType:
    (folder / "garde.py").write_text(code_blocks(GUIDE, "python")[0], encoding="utf-8")
    spec = importlib.util.spec_from_file_location("garde_of_the_guide", folder / "garde.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
