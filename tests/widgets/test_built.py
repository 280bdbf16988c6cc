"""The build that browsers load: small, ours alone, and well typed."""

from __future__ import annotations

import gzip
import re
import subprocess

from tests.widgets.node import FRONT_END, NODE
from widgets.engine.shell import BUILT

_BUDGET = 60_000


def first_load() -> dict[str, int]:
    """What a first visit loads, and how many bytes of each travel."""
    index = (BUILT / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:src|href)="/pages/([^"]+)"', index)
    assert len(named) >= 4
    sizes = {name: len(gzip.compress((BUILT / name).read_bytes(), 9)) for name in named}
    return sizes | {"index.html": len(gzip.compress(index.encode(), 9))}


def test_a_first_visit_loads_less_than_sixty_kilobytes() -> None:
    assert sum(first_load().values()) < _BUDGET, first_load()


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
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
