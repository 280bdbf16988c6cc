"""Nothing of one machine, one index or one secret is kept in the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, tracked

_MACHINE = re.compile(r"(?<![\w.\-/~])/(work|root|home|Users)/\w")
_INDEX = re.compile(
    r"pypi\.org|pythonhosted|npmjs\.(org|com)|(?<!emit-)(?<!no-)\b(extra-)?index-url\s*[= ]\s*\S"
    r"|^\s*(--find[-]links|-f) ",
    re.MULTILINE,
)
_SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bsyt_[A-Za-z0-9]{8}|\bAKIA[0-9A-Z]{16}\b|ghp_\w{30}"
)
_FORBIDDEN_FILES = re.compile(
    r"(^|/)(package-lock\.json|yarn\.lock|\.env|id_rsa|.*\.(pem|key|db))$"
)


def texts() -> list[Path]:
    """Every tracked file that is text, but this one."""
    here = Path(__file__).resolve().relative_to(ROOT)
    return [p for p in tracked() if p != here and b"\0" not in (ROOT / p).read_bytes()[:4096]]


@pytest.mark.parametrize(
    ("what", "pattern"),
    [("a machine path", _MACHINE), ("a package index", _INDEX), ("a secret", _SECRET)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_file_names(what: str, pattern: re.Pattern[str]) -> None:
    found = [
        f"{path}: {match.group()}"
        for path in texts()
        if (match := pattern.search((ROOT / path).read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == [], what


def test_no_file_that_should_not_be_kept() -> None:
    assert [str(path) for path in tracked() if _FORBIDDEN_FILES.search(str(path))] == []
