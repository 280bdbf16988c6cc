"""`cercle circles release`: once, for what was held."""

from __future__ import annotations

from pathlib import Path

from care.runtime.errors import Refusal
from tests.care.archive.kept_circle import CIRCLE
from tests.deploy.commands.circles_on_disk import make_territory, run


def test_a_held_circle_is_released_once(tmp_path: Path) -> None:
    make_territory(tmp_path)
    run(tmp_path, "circles", "hold", CIRCLE.text, "--reason", "expertise du tribunal")
    assert run(tmp_path, "circles", "release", CIRCLE.text).exit_code == 0
    again = run(tmp_path, "circles", "release", CIRCLE.text)
    assert isinstance(again.exception, Refusal)
    assert again.exception.reason == "circles-not-held"
