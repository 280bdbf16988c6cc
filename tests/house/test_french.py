"""French lives in catalogues; code speaks English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import literals, modules, tree

_WORD = re.compile(r"[^\W\d_]{3}")
_FRENCH = re.compile(r"[àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÖÙÛÜŒÆ«»’]")

# Why these may hold French outside a catalogue. The list may only shrink.
_ALLOWED = {
    "care/runtime/mail_settings.py": "names the fault of territory.toml, before any text",
    "care/runtime/section.py": "names the fault of territory.toml, before any text",
    "care/runtime/settings.py": "names the fault of territory.toml, before any text",
    "care/directory/columns.py": "the column names of the national files",
    "care/directory/synthetic_columns.py": "the column names of the national files",
    "homeserver/guarantees.py": "what a start error explains",
    "homeserver/process.py": "what a start error explains",
    "homeserver/provisioning/person.py": "the role written after a name",
    "homeserver/understanding.py": "what a start error explains",
    "homeserver/validation.py": "what a start error explains",
}
_START_ERRORS = {"SettingsError", "StartFailure"}


@pytest.mark.parametrize("path", modules(), ids=str)
def test_no_french_in_code(path: Path) -> None:
    if str(path) in _ALLOWED:
        return
    excused = set(_said_at_start(path))
    found = [
        f"line {node.lineno}: {node.value!r}"
        for node in literals(path)
        if _is_french(str(node.value)) and node not in excused
    ]
    assert not found, "move these to the catalogue beside the replies"


def test_allowances_are_still_needed() -> None:
    needed = {
        str(path)
        for path in modules()
        if any(_is_french(str(node.value)) for node in literals(path))
    }
    assert set(_ALLOWED) <= needed


def _is_french(text: str) -> bool:
    # Single letters and patterns are data about writing, not something said.
    return bool(_FRENCH.search(text) and _WORD.search(text)) and "\\" not in text


def _said_at_start(path: Path) -> Iterator[ast.AST]:
    # The one line that an operator reads when the configuration cannot be used.
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _START_ERRORS:
            yield from ast.walk(node)
