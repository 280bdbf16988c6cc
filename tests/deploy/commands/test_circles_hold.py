"""`cercle circles hold`: written in the trail with its reason, refused without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.audit.store import lines_about_circle
from care.runtime.errors import Refusal
from deploy.opened import open_territory
from tests.care.archive.kept_circle import CIRCLE
from tests.deploy.commands.circles_on_disk import make_territory, run


def test_it_is_held_and_the_trail_says_why(tmp_path: Path) -> None:
    make_territory(tmp_path)
    ran = run(tmp_path, "circles", "hold", CIRCLE.text, "--reason", "expertise du tribunal")
    assert ran.exit_code == 0
    with open_territory(tmp_path) as opened, opened.database.begin() as connection:
        last = list(lines_about_circle(connection, opened.keys, CIRCLE.text))[-1].entry
    assert last is not None
    assert (last.act, last.details["reason"]) == ("circle.held", "expertise du tribunal")


@pytest.mark.parametrize(
    ("circle", "reason", "refused"),
    [
        (CIRCLE.text, "litige", "circles-hold-reason"),
        ("c" + "9" * 32, "expertise du tribunal", "circles-unknown"),
        ("Jeanne", "expertise du tribunal", "circles-bad-id"),
    ],
)
def test_what_cannot_be_held_is_said(
    tmp_path: Path, circle: str, reason: str, refused: str
) -> None:
    make_territory(tmp_path)
    ran = run(tmp_path, "circles", "hold", circle, "--reason", reason)
    assert isinstance(ran.exception, Refusal)
    assert ran.exception.reason == refused
