"""Pages link to what exists, name commands that exist, and are well set."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT, prose

FRENCH = sorted(path.name for path in DOCS.glob("*.md"))
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [
        link for link in links if not link.startswith("http") and not (page.parent / link).exists()
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_exist(page: Path) -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z-]+)", page.read_text(encoding="utf-8")))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]+):", makefile, flags=re.M))
    assert named <= targets


def test_readme_names_every_page() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in FRENCH if f"docs/{name}" not in readme] == []


@pytest.mark.parametrize("name", FRENCH)
def test_french_is_well_set(name: str) -> None:
    text = prose(name)
    wrong = {
        "a straight apostrophe": r"\w'\w",
        "a breaking space before ; ! ?": r" [;!?]",
        "a breaking space before :": r" :(\s|$)",
        "a breaking space inside « »": r"« | »",
        "nothing before ; ! ?": r"[a-zé)»][;!?](\s|$)",
    }
    assert {
        what: match.group() for what, bad in wrong.items() if (match := re.search(bad, text))
    } == {}
