"""The page on circles prints the rights that are enforced."""

from __future__ import annotations

from care.circles.model import Right, Role
from care.circles.rights import RIGHTS
from deploy.circles_rights import render_rights, rewrite
from tests.docs.pages import read


def test_the_page_says_what_the_rules_say() -> None:
    page = read("cercles.md")
    assert rewrite(page) == page, "python -m deploy.circles_rights docs/cercles.md"


def test_every_role_has_its_line_and_every_right_its_column() -> None:
    lines = render_rights().splitlines()
    assert len(lines) == len(Role) + 2
    granted = sum(line.count("oui") for line in lines[2:])
    assert granted == sum(len(rights) for rights in RIGHTS.values())
    assert lines[0].count("|") == len(Right) + 2
