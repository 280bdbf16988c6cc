"""Every page has a name, and both its halves."""

from __future__ import annotations

import re
from pathlib import Path

from widgets.generating import GENERATED
from widgets.wiring import all_pages

_PAGES = GENERATED.parent / "pages"


def test_every_page_has_its_half_in_the_browser() -> None:
    registry = (_PAGES / "all.ts").read_text(encoding="utf-8")
    loaded = re.findall(r'^\s*\["([a-z-]+)", .*import\("\./([a-z-]+)/page\.tsx"\)', registry, re.M)
    assert [name for name, _ in loaded] == [page.name for page in all_pages("@a:b")]
    assert all(name == folder for name, folder in loaded)
    assert all((_PAGES / name / "page.tsx").is_file() for name, _ in loaded)


def test_every_page_is_a_folder_of_the_wing() -> None:
    widgets = Path("widgets").resolve()
    assert [p.name for p in all_pages("@a:b") if not (widgets / p.name).is_dir()] == []
