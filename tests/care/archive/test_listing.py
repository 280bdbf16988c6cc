"""The page of documents of an archive, from its records alone."""

from __future__ import annotations

from typing import Any

import pytest

from care.archive.listing import tell_documents

RECORD: dict[str, Any] = {
    "number": "3",
    "day": "2026-11-12",
    "standing": "current",
    "description": {"type_label": "CR opératoire", "title": "Appendicectomie", "authors": []},
    "results": [],
    "files": {"pdf": "documents/000001.pdf"},
}


def told(**changes: Any) -> list[str]:
    return [line.replace("\u00a0", " ") for line in tell_documents([RECORD | changes])]


def test_a_document() -> None:
    assert told() == [
        "3. 12/11/2026 – CR opératoire",
        "    Appendicectomie",
        "    documents/000001.pdf",
    ]


@pytest.mark.parametrize(
    ("standing", "words"),
    [("superseded", "(version remplacée)"), ("withdrawn", "(retiré)")],
)
def test_where_it_stood(standing: str, words: str) -> None:
    assert told(standing=standing)[0].endswith(words)


def test_a_file_that_was_posted_has_its_name() -> None:
    bare = {"type_label": "", "title": "plaie.jpg", "authors": []}
    assert told(description=bare, files={}) == ["3. 12/11/2026 – plaie.jpg"]
    nothing = {"type_label": "", "title": "", "authors": []}
    assert told(description=nothing, files={}) == ["3. 12/11/2026 – Document"]
