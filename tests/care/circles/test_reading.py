"""Who sees a circle, who manages it without seeing it."""

from __future__ import annotations

import pytest

from care.accounts.store import opaque_id
from care.circles.membership import remove_person
from care.circles.model import CircleId, Right
from care.circles.reading import (
    actor_of,
    manage_circle,
    paint,
    require_circle,
    see_circle,
    set_scene,
)
from care.runtime.errors import Refusal
from tests.care.circles.hamlet import ALICE, ANNE, CAMILLE, IDA, PAUL, make_units, opened


def test_only_members_see() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL, ANNE)
    with units.unit("see") as work:
        for member in (ALICE, PAUL, ANNE):
            assert see_circle(work, circle.id, member).circle == circle
        for other in (IDA, CAMILLE):
            with pytest.raises(Refusal, match="circle-not-member"):
                see_circle(work, circle.id, other)
        remove_person(work, circle.id, PAUL, PAUL)
        with pytest.raises(Refusal, match="circle-not-member"):
            see_circle(work, circle.id, PAUL)
        assert [member.user_id for member in paint(work, circle.id).past] == [PAUL]


def test_managing_is_for_delegates_and_who_opened() -> None:
    units = make_units()
    circle = opened(units, ALICE, PAUL)
    with units.unit("manage") as work:
        for who in (ALICE, CAMILLE):
            assert manage_circle(work, circle.pseudonym.upper(), who).id == circle.id
        for name in (circle.pseudonym, "Zzz"):
            with pytest.raises(Refusal, match="manage-delegates-only"):
                manage_circle(work, name, PAUL)
        with pytest.raises(Refusal, match="manage-unknown"):
            manage_circle(work, "Zzz", CAMILLE)


def test_the_trail_knows_people_by_opaque_names() -> None:
    units = make_units()
    circle = opened(units)
    with units.unit("who") as work:
        assert actor_of(work, ALICE) == opaque_id(work.connection, ALICE)
        assert (actor_of(work, None), actor_of(work, "@x:test")) == ("system", "unknown")
        scene = set_scene(work, circle.id, ALICE, Right.WRITE)
        assert scene.member is not None
        assert ALICE not in scene.actor
        with pytest.raises(Refusal, match="circle-unknown"):
            require_circle(work, CircleId("c" + "9" * 32))
