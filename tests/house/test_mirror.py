"""Every source file has its test where one looks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.sources import ROOT, modules

REVISIONS = Path("deploy/migrations/versions")
_EXCEPTIONS = Path(__file__).with_name("without_mirror.txt")


def excepted() -> list[str]:
    """Files tested through others. The list may only shrink."""
    lines = _EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def has_mirror(path: Path) -> bool:
    """Whether `a/b.py` has `tests/a/test_b.py`, or one under `tests/real` that starts servers.

    There `care/matrix/x.py` may also be `tests/real/matrix/test_x.py`. The revisions of the
    database are written by a program: `test_versions.py` tries them all.
    """
    if path.parent == REVISIONS:
        path = REVISIONS.with_suffix(".py")
    mirror = path.with_name(f"test_{path.name}")
    places = [Path("tests", mirror), Path("tests/real", mirror)]
    if path.parts[0] == "care":
        places.append(Path("tests/real", *mirror.parts[1:]))
    return any((ROOT / place).exists() for place in places)


@pytest.mark.parametrize("path", modules(), ids=str)
def test_a_file_has_its_mirror(path: Path) -> None:
    if str(path) not in excepted():
        assert has_mirror(path), f"write tests/{path.with_name('test_' + path.name)}"


def test_exceptions_only_shrink() -> None:
    stale = [name for name in excepted() if has_mirror(Path(name)) or not (ROOT / name).exists()]
    assert not stale, "these have a mirror now, or are gone: take them off the list"


def test_exceptions_are_in_order_and_once() -> None:
    assert excepted() == sorted(set(excepted()))
