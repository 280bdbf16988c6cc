"""One's own lists: by any spelling of their name, seen by nobody else."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from care.circles.lists import (
    circles_in_list,
    drop_list,
    lists_by_circle,
    lists_of,
    put_in_list,
    rename_list,
    take_out_of_list,
)
from care.circles.tables import LISTS
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import ALICE, PAUL, make_units, opened


def test_a_list_is_found_by_any_spelling_and_is_ones_own() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("list") as work:
        assert put_in_list(work, ALICE, "  Diabète  ", circle.id) == "Diabète"
        put_in_list(work, ALICE, "DIABETE", circle.id)
        assert circles_in_list(work, ALICE, "diabete") == {circle.id}
        assert circles_in_list(work, PAUL, "diabète") is None
        assert lists_of(work, ALICE) == {"Diabète": 1}
        assert lists_of(work, PAUL) == {}
        raw = work.connection.execute(select(LISTS)).one()
        assert b"iab" not in raw.name
        assert take_out_of_list(work, ALICE, "diabète", circle.id)
        assert not take_out_of_list(work, ALICE, "diabète", circle.id)
        assert circles_in_list(work, ALICE, "diabète") is None


@pytest.mark.parametrize("name", ["", "   ", "…", "x" * 41])
def test_a_name_is_short_and_has_letters(name: str) -> None:
    units = make_units()
    circle = opened(units)
    with pytest.raises(Refusal, match="list-name"), units.unit("list") as work:
        put_in_list(work, ALICE, name, circle.id)


def test_a_list_changes_its_name_and_two_become_one() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("rename") as work:
        put_in_list(work, ALICE, "Diabète", circle.id)
        put_in_list(work, PAUL, "Diabète", circle.id)
        put_in_list(work, ALICE, "HAD", circle.id)
        assert lists_by_circle(work, ALICE) == {circle.id: ["Diabète", "HAD"]}
        assert rename_list(work, ALICE, "diabete", " À  revoir ") == "À revoir"
        assert lists_of(work, ALICE) == {"HAD": 1, "À revoir": 1}
        rename_list(work, ALICE, "HAD", "a revoir")
        assert lists_of(work, ALICE) == {"À revoir": 1}
        drop_list(work, ALICE, "à revoir")
        assert lists_of(work, ALICE) == {}
        assert lists_of(work, PAUL) == {"Diabète": 1}
        with pytest.raises(Refusal, match="list-not-there"):
            rename_list(work, ALICE, "diabète", "x")
