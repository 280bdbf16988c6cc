"""The pages of documentation, as the tests read them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def read(name: str) -> str:
    """The text of a page of `docs/`."""
    return (DOCS / name).read_text(encoding="utf-8")


def code_blocks(name: str, language: str) -> list[str]:
    """The code in a page, in order."""
    return re.findall(rf"```{language}\n(.*?)```", read(name), flags=re.S)


def prose(name: str) -> str:
    """A page without its code."""
    return re.sub(r"```.*?```|`[^`\n]*`|\]\([^)]*\)", "", read(name), flags=re.S)


def sections(name: str) -> dict[str, str]:
    """The text under each heading of level 3."""
    parts = re.split(r"^### (.+)$", read(name), flags=re.M)
    return {
        heading: re.split(r"^##", text, flags=re.M)[0]
        for heading, text in zip(parts[1::2], parts[2::2], strict=True)
    }
