"""What is installed is exactly what was chosen."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.house.sources import ROOT

_LISTS = ("requirements.txt", "requirements-test.txt")


def _entries(name: str) -> dict[str, str]:
    """Each requirement of a compiled list, with the text that follows it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"^([a-z0-9][\w.\-]*)(==\S+.*?)(?=^[a-z0-9]|\Z)", text, re.M | re.S)
    return dict(found)


def _plain(requirement: str) -> str:
    return re.split(r"[\[=<>~! ;]", requirement, maxsplit=1)[0].lower().replace(".", "-")


@pytest.mark.parametrize("name", _LISTS)
def test_every_requirement_is_exact_and_hashed(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    starts = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert all(re.match(r"^[a-z0-9][\w.\-]*==[\w.]+ \\$", line) for line in starts)
    assert len(_entries(name)) == len(starts)
    assert [key for key, text in _entries(name).items() if "--hash=sha256:" not in text] == []


@pytest.mark.parametrize("name", _LISTS)
def test_compiled_lists_hold_what_was_asked_for(name: str) -> None:
    asked = (ROOT / name.replace(".txt", ".in")).read_text(encoding="utf-8").splitlines()
    wanted = {_plain(line) for line in asked if line and not line.startswith(("#", "-"))}
    assert wanted - _entries(name).keys() == set()


def test_the_project_asks_for_nothing_that_is_not_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {_plain(requirement) for requirement in project["dependencies"]}
    assert wanted - _entries("requirements.txt").keys() == set()


def test_both_lists_agree() -> None:
    application, tests = (_entries(name) for name in _LISTS)
    versions = re.compile(r"==(\S+)")
    differing = [
        key
        for key in application.keys() & tests.keys()
        if versions.match(application[key]).group() != versions.match(tests[key]).group()  # type: ignore[union-attr]
    ]
    assert differing == []
