"""The page says what the rules do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bots.directory.documentation import render_table, rewrite
from care.access.directory import Field
from care.access.people import Kind

PAGE = Path(__file__).parents[3] / "docs" / "annuaire.md"


def test_the_page_is_up_to_date() -> None:
    page = PAGE.read_text("utf-8")
    assert rewrite(page) == page, "run: python -m bots.directory.documentation docs/annuaire.md"


def test_there_is_a_line_for_each_field_and_a_column_for_each_kind() -> None:
    lines = render_table().splitlines()
    assert len(lines) == 2 + len(Field) + 1
    assert {line.count("|") for line in lines} == {len(Kind) + 2}


def test_a_page_without_its_place_is_an_error() -> None:
    with pytest.raises(ValueError, match="no block"):
        rewrite("# L’annuaire")
