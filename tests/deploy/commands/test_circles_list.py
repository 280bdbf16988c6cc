"""`cercle circles list`: dates and opaque names, nothing of anybody."""

from __future__ import annotations

from pathlib import Path

from tests.care.archive.kept_circle import CANARY, CIRCLE
from tests.deploy.commands.circles_on_disk import make_territory, run


def test_each_circle_has_its_line(tmp_path: Path) -> None:
    make_territory(tmp_path, "[retention]\ncircle_months = 24\n")
    ran = run(tmp_path, "circles", "list")
    assert ran.output.replace("\u00a0", " ") == (
        f"{CIRCLE} : ouvert le 07/01/2029, clos le 28/02/2030, part le 28/02/2032\n"
    )
    assert CANARY not in ran.output
    assert "Mésange" not in ran.output


def test_one_on_hold_says_so_instead_of_a_date(tmp_path: Path) -> None:
    make_territory(tmp_path, "[retention]\ncircle_months = 24\n")
    run(tmp_path, "circles", "hold", CIRCLE.text, "--reason", "expertise du tribunal")
    ran = run(tmp_path, "circles", "list", "--only", "closed")
    assert "mis de côté" in ran.output
    assert "part le" not in ran.output


def test_none_of_a_state_is_said(tmp_path: Path) -> None:
    make_territory(tmp_path)
    assert "part le" not in run(tmp_path, "circles", "list").output
    assert run(tmp_path, "circles", "list", "--only", "open").output == "Aucun cercle.\n"
