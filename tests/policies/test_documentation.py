"""The documentation says what the rules do."""

from __future__ import annotations

from pathlib import Path

import pytest

from care.access.act import Act
from care.access.people import Kind
from care.access.reason import Reason
from policies.documentation import render_refusals, render_table, rewrite

PAGE = Path(__file__).parents[2] / "docs" / "politiques.md"


def test_the_page_is_up_to_date() -> None:
    page = PAGE.read_text("utf-8")
    assert rewrite(page) == page, "run: python -m policies.documentation docs/politiques.md"


def test_the_page_holds_both_tables() -> None:
    page = PAGE.read_text("utf-8")
    assert render_table() in page
    assert render_refusals() in page


def test_the_table_has_a_column_for_each_kind_and_a_line_for_each_act() -> None:
    lines = render_table().splitlines()
    assert {line.count("|") for line in lines} == {len(Kind) + 2}
    assert len(lines) == 2 + len(Act) + 2, "two lines more, where spaces differ"


def test_every_reason_has_its_line() -> None:
    assert len(render_refusals().splitlines()) == 2 + len(Reason)


def test_a_block_that_is_not_ours_is_an_error() -> None:
    with pytest.raises(KeyError):
        rewrite("<!-- other -->\n\n<!-- /other -->")
