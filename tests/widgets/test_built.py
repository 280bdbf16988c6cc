"""The build that browsers load: small, ours alone, and well typed."""

from __future__ import annotations

import gzip
import re
import subprocess

import pytest

from tests.widgets.node import FRONT_END, NODE
from widgets.engine.shell import BUILT

_BUDGET = 60_000


def packed(name: str) -> int:
    """How many bytes of a file travel."""
    return len(gzip.compress((BUILT / name).read_bytes(), 9))


def first_load(page: str) -> dict[str, int]:
    """What a first visit to a page loads, and how many bytes of each travel."""
    index = (BUILT / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:src|href)="/pages/([^"]+)"', index)
    assert len(named) >= 4
    code = (BUILT / "assets" / page).read_text(encoding="utf-8")
    beside = [f"assets/{name}" for name in re.findall(r'from *[`"\']\./([\w.-]+)[`"\']', code)]
    return {name: packed(name) for name in {"index.html", *named, f"assets/{page}", *beside}}


PAGES = [path.name for path in (BUILT / "assets").glob("page-*.js")]


def test_each_page_is_a_file_of_its_own() -> None:
    assert len(PAGES) == len(list((FRONT_END / "src" / "pages").glob("*/page.tsx"))) > 5


@pytest.mark.parametrize("page", PAGES)
def test_a_first_visit_loads_less_than_sixty_kilobytes(page: str) -> None:
    loaded = first_load(page)
    assert any("base" in name for name in loaded)
    assert 20_000 < sum(loaded.values()) < _BUDGET, loaded


def test_nothing_is_written_inside_the_document_nor_loaded_from_elsewhere() -> None:
    index = (BUILT / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|style=", index)
    for path in BUILT.rglob("*.*"):
        if path.parent.name == "pdf":
            continue  # as published; the browser's policy is what holds it
        if path.suffix in {".html", ".css", ".js", ".webmanifest"}:
            text = path.read_text(encoding="utf-8")
            found = set(re.findall(r"https?://[\w.-]+", text)) - {"http://www.w3.org"}
            assert found == set(), path.name


def test_the_service_worker_keeps_every_file_but_what_draws_documents() -> None:
    worker = (BUILT / "sw.js").read_text(encoding="utf-8")
    files = [p.relative_to(BUILT).as_posix() for p in BUILT.rglob("*") if p.is_file()]
    drawing = [name for name in files if name.startswith("pdf/")]
    assert len(drawing) == 4
    assert not any(name in worker for name in drawing)
    files = [name for name in files if name not in drawing]
    assert [
        name for name in files if name not in worker and name not in {"sw.js", "index.html"}
    ] == []
    assert "__FILES__" not in worker
    assert "__VERSION__" not in worker


def test_types_are_right() -> None:
    compiler = FRONT_END / "node_modules" / "typescript" / "bin" / "tsc"
    ran = subprocess.run(
        [NODE, compiler, "--noEmit"],
        cwd=FRONT_END,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
