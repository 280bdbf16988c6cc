"""The documentation says what the rules do."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from care.access.act import Act, RoomKind
from care.access.people import Kind
from care.access.power import Levels
from care.access.reason import Reason
from policies.documentation import (
    FAMILIES,
    render_powers,
    render_refusals,
    render_table,
    rewrite,
)
from policies.sentences import say

PAGE = Path(__file__).parents[2] / "docs" / "politiques.md"


def test_the_page_is_up_to_date() -> None:
    page = PAGE.read_text("utf-8")
    assert rewrite(page) == page, "run: python -m policies.documentation docs/politiques.md"


def test_the_page_holds_every_table() -> None:
    page = PAGE.read_text("utf-8")
    for rooms in FAMILIES.values():
        assert render_table(*rooms) in page
    assert render_powers() in page
    assert render_refusals() in page


def test_every_kind_of_room_is_in_one_table() -> None:
    printed = [room for rooms in FAMILIES.values() for room in rooms]
    assert sorted(printed) == sorted(RoomKind)


def test_the_first_table_has_a_column_for_each_kind_and_a_line_for_each_act() -> None:
    lines = render_table(RoomKind.CONVERSATION).splitlines()
    assert {line.count("|") for line in lines} == {len(Kind) + 2}
    assert len(lines) == 2 + len(Act)


def test_the_others_say_only_what_differs() -> None:
    assert len(render_table(RoomKind.SPACE).splitlines()) == 2 + 2
    belong = [line for line in _circles() if line.startswith(f"| {say('act-belong')} (")]
    assert len(belong) == 3, "the three differ only in whom they are for"
    assert len({line.partition("(")[0] for line in _circles()}) == len(_circles()) - 2
    assert len(render_powers().splitlines()) == 2 + len(fields(Levels))


def _circles() -> list[str]:
    return render_table(*FAMILIES["circles"]).splitlines()


def test_every_reason_has_its_line() -> None:
    assert len(render_refusals().splitlines()) == 2 + len(Reason)


def test_a_block_that_is_not_ours_is_an_error() -> None:
    with pytest.raises(KeyError):
        rewrite("<!-- other -->\n\n<!-- /other -->")
