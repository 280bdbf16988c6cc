"""Each refusal of a file has its sentence."""

from __future__ import annotations

import pytest

from care.directory.explanations import explain
from care.directory.national_files import UnusableFile

FACTS = {"file": "Essai.txt", "column": "Nom", "rows": 3, "missing": 4, "before": 9}


@pytest.mark.parametrize(
    "reason",
    ["missing", "unreadable", "encoding", "column-missing", "truncated", "damaged", "incomplete",
     "empty", "older", "smaller"],
)  # fmt: skip
def test_a_refused_file_is_explained(reason: str) -> None:
    sentence = explain(UnusableFile(f"file-{reason}", **FACTS))
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_the_column_that_changed_is_named() -> None:
    sentence = explain(UnusableFile("file-column-missing", file="Essai.txt", column="Code rôle"))
    assert "«\u00a0Code rôle\u00a0»" in sentence
